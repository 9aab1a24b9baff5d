import type { ReactNode } from 'react'
import { formatNumber } from '#shared/domain/format-number.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { CaseRow, Trend } from '#shared/ipc/areas/cases.ts'
import { noticeableChange } from '#shared/domain/noticeable-change.ts'
import type { CaseSortKey } from '../../app/case-search.ts'
import type { GridColumn } from '../../tables/data-grid.tsx'
import { DueMark } from '../../tables/due-mark.tsx'
import { Sparkline } from '../../tables/sparkline.tsx'
import {
  ageText,
  antibodyLabel,
  antibodyWord,
  changeWords,
  ckText,
  patternLabel,
  sexLetter,
  statusLabel,
  statusWord,
  yearsText,
} from './case-words.ts'
import { DrugChips } from './drug-chips.tsx'

/**
 * The columns of the case table.
 * @param today ISO date: ages and years are counted up to it
 */
export function caseColumns(today: string): readonly GridColumn<CaseRow, CaseSortKey>[] {
  return [
    { id: 'code', label: 'Code', width: '112px', sort: 'code', cell: (row) => <Code row={row} /> },
    { id: 'age', label: 'Age', width: '50px', isNumber: true, sort: 'age', cell: (row) => ageText(row, today) },
    { id: 'sex', label: 'Sex', width: '36px', sort: 'sex', cell: ({ sex }) => sex && sexLetter(sex) },
    {
      id: 'antibody',
      label: 'Antibody',
      width: 'minmax(92px, 1fr)',
      sort: 'antibody',
      cell: (row) => <Antibodies codes={row.antibodies} />,
    },
    {
      id: 'pattern',
      label: 'Pattern',
      title: 'Pattern on the newest CT',
      width: 'minmax(94px, 1fr)',
      sort: 'pattern',
      cell: ({ pattern }) => pattern && <Words>{patternLabel(pattern)}</Words>,
    },
    {
      id: 'years',
      label: 'Years',
      title: 'Years since the diagnosis of ILD or antisynthetase syndrome',
      width: '46px',
      isNumber: true,
      sort: 'years',
      cell: ({ diagnosedOn }) => yearsText(diagnosedOn, today),
    },
    {
      id: 'fvc',
      label: 'FVC %',
      title: 'FVC, percent of predicted (r: as reported); change over about a year',
      width: '126px',
      sort: 'fvc',
      cell: ({ fvc }) => <Course trend={fvc} />,
    },
    {
      id: 'dlco',
      label: 'DLCO %',
      title: 'DLCO, percent of predicted (r: as reported); change over about a year',
      width: '126px',
      sort: 'dlco',
      cell: ({ dlco }) => <Course trend={dlco} />,
    },
    {
      id: 'ck',
      label: 'CK × ULN',
      title: 'Last CK, times the upper limit of normal',
      width: '68px',
      isNumber: true,
      sort: 'ck',
      cell: ({ ck }) => ck && <Ck ck={ck} />,
    },
    {
      id: 'prednisone',
      label: 'Pred. mg',
      title: 'Prednisone-equivalent now, mg a day',
      width: '62px',
      isNumber: true,
      sort: 'prednisone',
      cell: ({ prednisone }) => <Prednisone dose={prednisone} />,
    },
    {
      id: 'drugs',
      label: 'Drugs',
      title: 'Other immunosuppressants and antifibrotics running now',
      width: 'minmax(96px, 1.4fr)',
      cell: ({ drugs }) => <DrugChips drugs={drugs} />,
    },
    {
      id: 'ivig',
      label: 'IVIg',
      title: 'Infusions of immune globulin so far',
      width: '42px',
      isNumber: true,
      cell: ({ ivig }) => ivig && <Ivig ivig={ivig} />,
    },
    {
      id: 'lastSeen',
      label: 'Last seen',
      width: '90px',
      isNumber: true,
      sort: 'lastSeen',
      cell: ({ lastSeen }) => lastSeen && formatPartialDate(lastSeen),
    },
    {
      id: 'due',
      label: 'Next due',
      title: 'What is or becomes overdue first',
      width: '96px',
      sort: 'due',
      cell: ({ due }) => due && <Due due={due} />,
    },
    { id: 'status', label: 'Status', width: '72px', sort: 'status', cell: ({ status }) => <Status code={status} /> },
  ]
}

function Words({ children }: { readonly children: string }) {
  return (
    <span className="grid-text" title={children}>
      {children}
    </span>
  )
}

const sourceMarks: Readonly<Record<string, { readonly mark: string; readonly words: string }>> = {
  illustrative: { mark: 'illus.', words: 'Some values are illustrative' },
  synthetic: { mark: 'syn.', words: 'Synthetic case' },
}

function Code({ row: { id, code, source } }: { readonly row: CaseRow }) {
  const mark = source === undefined ? undefined : sourceMarks[source]
  return (
    <>
      {/* A plain link: hundreds of the router's, each watching the address, would slow the scrolling down. */}
      <a
        className="grid-text case-code"
        href={`#/cases/${id}/chart`}
        tabIndex={-1}
        title={code}
        onClick={(event) => event.preventDefault()}
      >
        {code}
      </a>
      {mark && (
        <abbr className="case-source" title={mark.words}>
          {mark.mark}
        </abbr>
      )}
    </>
  )
}

function Antibodies({ codes }: { readonly codes: readonly string[] }) {
  const [first, ...others] = codes.map(antibodyWord)
  if (!first) return null
  return (
    <span className="grid-text" title={codes.map(antibodyLabel).join(', ')}>
      <strong>{first}</strong>
      {others.length > 0 && <span className="soft">, {others.join(', ')}</span>}
    </span>
  )
}

function Course({ trend }: { readonly trend: Trend | undefined }): ReactNode {
  if (!trend) return null
  const { last, change, months, series, reported } = trend
  return (
    <span className="case-course">
      <span className="case-value">
        {formatNumber(last, 0)}
        {reported && (
          <abbr className="case-reported" title="As reported by the laboratory">
            r
          </abbr>
        )}
      </span>
      <Sparkline series={series} />
      {change !== undefined && <Change change={change} months={months} />}
    </span>
  )
}

function Change({ change: exact, months }: { readonly change: number; readonly months: number | undefined }) {
  const change = Number(exact.toFixed(0))
  const words = changeWords(change, months)
  const kind = Math.abs(exact) < noticeableChange ? 'same' : exact < 0 ? 'worse' : 'better'
  return (
    <span className="case-change" data-kind={kind} title={words}>
      <span aria-hidden>{change === 0 ? '0' : `${change < 0 ? '▼' : '▲'} ${Math.abs(change)}`}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  )
}

function Ck({ ck }: { readonly ck: NonNullable<CaseRow['ck']> }) {
  const entered = `${ck.comparator ?? ''}${formatNumber(ck.value)} ${ck.unit}, ${formatPartialDate(ck.date)}`
  const text = ckText(ck)
  return text ? (
    <span title={entered} data-high={(ck.timesUln ?? 0) > 1 || undefined} className="case-ck">
      {text}
    </span>
  ) : (
    <span className="soft" title={`${entered}; no upper limit of normal recorded`}>
      –
    </span>
  )
}

function Prednisone({ dose }: { readonly dose: CaseRow['prednisone'] }) {
  if (dose === undefined) return null
  if (dose === 'unknown')
    return (
      <span className="case-unknown" title="On a glucocorticoid, dose not known">
        ?
      </span>
    )
  return <span className={dose === 0 ? 'soft' : undefined}>{formatNumber(dose, 1)}</span>
}

function Ivig({ ivig: { count, last } }: { readonly ivig: NonNullable<CaseRow['ivig']> }) {
  return <span title={`${count} infusions, the last on ${formatPartialDate(last)}`}>#{count}</span>
}

function Due({ due: { label, standing, state, on, overdue } }: { readonly due: NonNullable<CaseRow['due']> }) {
  const more = overdue > 1 ? `; ${overdue} things are overdue` : ''
  // The month will do of what is far off.
  const when = state === 'open' || state === 'later' ? formatPartialDate(on.slice(0, 7)) : standing
  return (
    <DueMark state={state} title={`${label}, due by ${formatPartialDate(on)}${more}`}>
      {when} <span className="visually-hidden">{label}</span>
    </DueMark>
  )
}

function Status({ code }: { readonly code: string }) {
  return (
    <span className={code === 'active' ? 'grid-text soft' : 'grid-text'} title={statusLabel(code)}>
      {statusWord(code)}
    </span>
  )
}
