import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { ListedDue } from '#shared/ipc/areas/due.ts'
import type { GridColumn } from '#renderer/tables/data-grid.tsx'
import { DueMark } from '#renderer/tables/due-mark.tsx'

const sourceMarks: Readonly<Record<string, { readonly mark: string; readonly words: string }>> = {
  illustrative: { mark: 'ill.', words: 'Some values are illustrative' },
  synthetic: { mark: 'syn.', words: 'Synthetic case' },
}

/** The columns of the list of what is due. */
export function dueColumns(): readonly GridColumn<ListedDue, 'to'>[] {
  return [
    { id: 'case', label: 'Case', width: '112px', cell: (row) => <Case row={row} /> },
    { id: 'what', label: 'What', width: 'minmax(168px, 0.9fr)', cell: ({ label }) => <Words>{label}</Words> },
    {
      id: 'standing',
      label: 'How it stands',
      width: '206px',
      cell: ({ state, standing }) => (
        <DueMark state={state} title={standing}>
          {standing}
        </DueMark>
      ),
    },
    {
      id: 'from',
      label: 'Due from',
      width: '92px',
      isNumber: true,
      cell: ({ from }) => from && <span className="soft">{formatPartialDate(from)}</span>,
    },
    {
      id: 'to',
      label: 'Due by',
      width: '92px',
      isNumber: true,
      sort: 'to',
      cell: ({ to }) => to && formatPartialDate(to),
    },
    { id: 'last', label: 'Last done', width: 'minmax(130px, 1fr)', cell: ({ last }) => <Words>{last}</Words> },
    {
      id: 'rule',
      label: 'Rule',
      width: 'minmax(240px, 2fr)',
      cell: ({ rule, ruleSource }) => (
        <span className="grid-text" title={`${rule}: ${ruleSource}`}>
          {rule} <span className="unit">{ruleSource}</span>
        </span>
      ),
    },
  ]
}

function Words({ children }: { readonly children: string }) {
  return (
    <span className="grid-text" title={children}>
      {children}
    </span>
  )
}

function Case({ row: { caseId, caseCode, source } }: { readonly row: ListedDue }) {
  const mark = source === undefined ? undefined : sourceMarks[source]
  return (
    <>
      {/* A plain link, as in the case table. */}
      <a
        className="grid-text due-code"
        href={`#/cases/${caseId}/chart`}
        tabIndex={-1}
        title={caseCode}
        onClick={(event) => event.preventDefault()}
      >
        {caseCode}
      </a>
      {mark && (
        <abbr className="due-source" title={mark.words}>
          {mark.mark}
        </abbr>
      )}
    </>
  )
}
