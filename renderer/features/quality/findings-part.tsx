import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { isFormId, itemOf } from '#shared/dictionary/forms.ts'
import { ruleName } from '#shared/domain/quality/rule-names.ts'
import type { ListedFinding, QualityReport } from '#shared/ipc/areas/quality.ts'
import { useShortcutNote } from '#renderer/app/shortcuts.tsx'
import { ListGrid, type ListColumn } from '#renderer/tables/list-grid.tsx'
import { useQualityAddress } from './quality-address.ts'
import { RecordWords } from './record-words.tsx'

type RuleCount =
  QualityReport['rules'][number] | { readonly rule: undefined; readonly severity: undefined; readonly count: number }

const ruleColumns: readonly ListColumn<RuleCount>[] = [
  {
    id: 'rule',
    label: 'Rule',
    width: 'minmax(160px, 1fr)',
    cell: ({ rule, severity }) => (
      <span className="grid-text">
        {severity === 'refuse' && <span className="quality-refused">✕ </span>}
        {rule === undefined ? 'All' : ruleName(rule)}
      </span>
    ),
  },
  { id: 'count', label: 'Findings', width: '72px', isNumber: true, cell: ({ count }) => count },
]

const findingColumns: readonly ListColumn<ListedFinding>[] = [
  { id: 'case', label: 'Case', width: '92px', cell: ({ caseCode }) => caseCode },
  {
    id: 'record',
    label: 'Record',
    width: '190px',
    cell: (finding) => <RecordWords {...finding} />,
  },
  {
    id: 'item',
    label: 'Item',
    width: '150px',
    cell: ({ form, item }) => (
      <span className="grid-text">{(isFormId(form) ? itemOf(form, item)?.label : undefined) ?? item}</span>
    ),
  },
  {
    id: 'message',
    label: 'What',
    width: 'minmax(240px, 1fr)',
    cell: ({ message, severity }) => (
      <span className="grid-text" title={message}>
        {severity === 'refuse' && <span className="quality-refused">✕ </span>}
        {message}
      </span>
    ),
  },
]

/** What the rules say that nobody has answered: by rule, and one by one, each leading to its field. */
export function FindingsPart({ report }: { readonly report: QualityReport }) {
  const { address, go, goToField } = useQualityAddress()
  useShortcutNote('quality-panes')
  const rulePane = useRef<HTMLDivElement>(null)
  const findingPane = useRef<HTMLDivElement>(null)
  const rules = useMemo((): readonly RuleCount[] => {
    const count = report.rules.reduce((sum, rule) => sum + rule.count, 0)
    return [{ rule: undefined, severity: undefined, count }, ...report.rules]
  }, [report])
  const ruleIndex = Math.max(
    0,
    rules.findIndex(({ rule }) => rule === address.rule),
  )
  const shown = useMemo(
    () => report.findings.filter(({ rule }) => address.rule === undefined || rule === address.rule),
    [report, address.rule],
  )
  const [active, setActive] = useState(0)
  useEffect(() => setActive(0), [shown])
  const isEmpty = report.rules.length === 0
  useEffect(() => findingPane.current?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.key === 'ArrowLeft' ? rulePane : event.key === 'ArrowRight' ? findingPane : undefined
    if (!target || !(event.target instanceof HTMLElement) || event.target.role !== 'grid') return
    event.preventDefault()
    target.current?.focus()
  }
  if (isEmpty)
    return (
      <p className="quality-none">
        Nothing stands against a rule.{' '}
        <span className="soft">
          Unlikely values are asked about when they are saved; what was answered then isn’t listed here.
        </span>
      </p>
    )
  return (
    <div className="quality-panes" data-two onKeyDown={onKeyDown}>
      <ListGrid
        label="Rules"
        columns={ruleColumns}
        rows={rules}
        active={ruleIndex}
        onActive={(index) => {
          const { rule } = rules[index]!
          const ofCase = address.case === undefined ? {} : { case: address.case }
          go({ part: 'findings', ...ofCase, ...(rule !== undefined && { rule }) })
        }}
        onOpen={() => findingPane.current?.focus()}
        gridRef={rulePane}
      />
      <div className="quality-findings">
        <ListGrid
          label="Findings"
          columns={findingColumns}
          rows={shown}
          active={active}
          onActive={setActive}
          onOpen={goToField}
          gridRef={findingPane}
        />
        <p className="quality-detail" aria-live="polite">
          {shown[active]?.message}
        </p>
      </div>
    </div>
  )
}
