import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { formOf, isFormId, itemOf, type FormId } from '#shared/dictionary/forms.ts'
import type { QualityReport } from '#shared/ipc/areas/quality.ts'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useShortcutNote } from '#renderer/app/shortcuts.tsx'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { ListGrid, type ListColumn } from '#renderer/tables/list-grid.tsx'
import { useQualityAddress } from './quality-address.ts'
import { RecordWords } from './record-words.tsx'

type FormCount = QualityReport['forms'][number]
type ItemCount = FormCount['items'][number]
type LackingRecord = OutputOf<'quality.lacking'>['records'][number]

const sum = (items: readonly ItemCount[], count: (item: ItemCount) => number) =>
  items.reduce((total, item) => total + count(item), 0)
const known = ({ answered, reasoned }: ItemCount) => answered + reasoned
const percent = (part: number, whole: number) => (whole === 0 ? undefined : Math.floor((100 * part) / whole))

/** A share as a number and a bar; nothing where there is nothing to be a share of. */
function Share({ value }: { readonly value: number | undefined }) {
  if (value === undefined) return <span className="soft">–</span>
  return (
    <>
      <span className="quality-bar" aria-hidden>
        <span style={{ width: `${value}%` }} />
      </span>
      <span className="quality-percent">
        {value}
        <span className="unit"> %</span>
      </span>
    </>
  )
}

const formColumns: readonly ListColumn<FormCount>[] = [
  {
    id: 'form',
    label: 'Form',
    width: 'minmax(120px, 1fr)',
    cell: ({ form }) => <span className="grid-text">{form === 'case' ? 'Baseline' : labelOfForm(form)}</span>,
  },
  { id: 'records', label: 'Records', width: '68px', isNumber: true, cell: ({ records }) => records },
  {
    id: 'complete',
    label: 'Complete',
    title: 'Answered, or empty for a known reason',
    width: '104px',
    isNumber: true,
    cell: ({ items }) => (
      <Share
        value={percent(
          sum(items, known),
          sum(items, ({ expected }) => expected),
        )}
      />
    ),
  },
]

function labelOfForm(form: string): string {
  return isFormId(form) ? formOf(form).plural : form
}

/** An item of the chosen form; the first line stands for the cases that have no record of it at all. */
interface ItemLine {
  readonly item: string | undefined
  readonly label: string
  readonly lacking: number
  readonly reasoned: number
  readonly share: number | undefined
}

const itemColumns: readonly ListColumn<ItemLine>[] = [
  {
    id: 'item',
    label: 'Item',
    width: 'minmax(140px, 1fr)',
    cell: ({ label }) => <span className="grid-text">{label}</span>,
  },
  {
    id: 'reasoned',
    label: 'Reason',
    title: 'Empty, and it is known why',
    width: '64px',
    isNumber: true,
    cell: ({ reasoned }) => reasoned || '',
  },
  {
    id: 'lacking',
    label: 'Lacking',
    title: 'Empty, and nobody said why',
    width: '64px',
    isNumber: true,
    cell: ({ lacking }) => (lacking > 0 ? <b>{lacking}</b> : ''),
  },
  { id: 'share', label: 'Complete', width: '104px', isNumber: true, cell: ({ share }) => <Share value={share} /> },
]

const recordColumns: readonly ListColumn<LackingRecord>[] = [
  { id: 'case', label: 'Case', width: '92px', cell: ({ caseCode }) => caseCode },
  {
    id: 'record',
    label: 'Record',
    width: 'minmax(120px, 1fr)',
    cell: (record) => <RecordWords {...record} />,
  },
]

const mostShown = 500

/** By form, then by item, then the records that lack it. Arrow keys move in and between the three lists. */
export function CompletenessPart({ report }: { readonly report: QualityReport }) {
  const { address, go, goToField } = useQualityAddress()
  useShortcutNote('quality-panes')
  const [formPane, itemPane, recordPane] = [
    useRef<HTMLDivElement>(null),
    useRef<HTMLDivElement>(null),
    useRef<HTMLDivElement>(null),
  ]
  const panes = [formPane, itemPane, recordPane]
  // Whoever comes back from a field goes on where they were.
  const [startPane] = useState(address.item === undefined ? formPane : recordPane)
  useEffect(() => startPane.current?.focus(), [startPane])
  const formIndex = Math.max(
    0,
    report.forms.findIndex(({ form }) => form === address.form),
  )
  const form = report.forms[formIndex]
  const lines = useMemo(() => (form ? linesOf(form, report.cases) : []), [form, report.cases])
  const itemIndex = Math.max(
    0,
    lines.findIndex(({ item }) => item === address.item),
  )
  const line = lines[itemIndex]
  const ofCase = address.case === undefined ? {} : { case: address.case }
  const choose = (next: { readonly form?: string; readonly item?: string | undefined }) =>
    go({
      part: 'completeness',
      ...ofCase,
      ...(form && { form: next.form ?? form.form }),
      ...(next.item !== undefined && { item: next.item }),
    })
  const enter = (pane: number) => panes[pane]?.current?.focus()
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const at = panes.findIndex(({ current }) => current === event.target)
    if (step === 0 || at < 0) return
    event.preventDefault()
    enter(at + step)
  }
  return (
    <div className="quality-panes" onKeyDown={onKeyDown}>
      <ListGrid
        label="Forms"
        columns={formColumns}
        rows={report.forms}
        active={formIndex}
        onActive={(index) => choose({ form: report.forms[index]!.form })}
        onOpen={() => enter(1)}
        gridRef={formPane}
      />
      <ListGrid
        label="Items"
        columns={itemColumns}
        rows={lines}
        active={itemIndex}
        onActive={(index) => choose({ item: lines[index]?.item })}
        onOpen={() => enter(2)}
        gridRef={itemPane}
      />
      <section className="quality-lacking" aria-label="Records that lack it">
        {form && line && (
          <LackingRecords
            form={form.form}
            caseId={address.case}
            line={line}
            gridRef={recordPane}
            onOpen={({ caseId, recordId }) =>
              goToField({
                caseId,
                form: form.form,
                ...(recordId !== undefined && { recordId }),
                ...(line.item !== undefined && { item: line.item }),
              })
            }
          />
        )}
      </section>
    </div>
  )
}

function linesOf({ form, records, casesWithout, items }: FormCount, cases: number): readonly ItemLine[] {
  const ofItems = items.map((count): ItemLine => {
    const item = isFormId(form) ? itemOf(form, count.item) : undefined
    return {
      item: count.item,
      // As in the tables of records: what every heading says can be left out.
      label: item?.label.replace(', as reported', '') ?? count.item,
      lacking: count.expected - known(count),
      reasoned: count.reasoned,
      share: percent(known(count), count.expected),
    }
  })
  if (form === 'case') return ofItems
  const whole: ItemLine = {
    item: undefined,
    label: records === 0 ? 'Cases with any record' : 'Cases with a record',
    lacking: casesWithout,
    reasoned: 0,
    share: percent(cases - casesWithout, cases),
  }
  return [whole, ...ofItems]
}

interface LackingRecordsProps {
  readonly form: string
  /** One case only. */
  readonly caseId: string | undefined
  readonly line: ItemLine
  readonly gridRef: Ref<HTMLDivElement>
  readonly onOpen: (record: LackingRecord) => void
}

function LackingRecords({ form, caseId, line, gridRef, onOpen }: LackingRecordsProps) {
  const { item, label, lacking } = line
  const found = useQueryOf(
    'quality.lacking',
    {
      form: form as FormId,
      ...(item !== undefined && { item }),
      ...(caseId !== undefined && { caseId }),
      offset: 0,
      limit: mostShown,
    },
    { enabled: lacking > 0 },
  )
  const rows = useMemo(() => found.data?.records ?? [], [found.data])
  const total = found.data?.total ?? 0
  if (lacking === 0) return <p className="quality-none soft">{label}: nothing is lacking.</p>
  return (
    <>
      {found.isPending && <BusyBar />}
      <ErrorMessage error={found.error} onRetry={() => void found.refetch()} />
      {total > rows.length && (
        <p className="quality-none small soft">
          The first {rows.length} of {total}.
        </p>
      )}
      <ListGrid label={`Lacking: ${label}`} columns={recordColumns} rows={rows} onOpen={onOpen} gridRef={gridRef} />
    </>
  )
}
