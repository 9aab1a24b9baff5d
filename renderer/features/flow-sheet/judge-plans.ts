/** Holds planned changes against the dictionary and the patient's own history, and says at which cell each finding is. */
import { openDoubts, type Doubt } from '#shared/dictionary/confirmations.ts'
import { formOf } from '#shared/dictionary/forms.ts'
import { checkRecord } from '#shared/dictionary/record-schema.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { Plan } from './plan-changes.ts'
import type { CellKey } from './sheet.ts'

export interface Refusal {
  readonly cell: CellKey
  readonly message: string
}

export interface PlanDoubt extends Doubt {
  readonly cell: CellKey
  readonly plan: Plan
}

export interface Judgment {
  readonly refused: readonly Refusal[]
  readonly doubts: readonly PlanDoubt[]
}

/** The cell of a column: `fvc_unit` belongs to `fvc`; what is about no typed item stands at the first of them. */
function cellOfColumn({ cells, form }: Plan, column: string): CellKey {
  const item = column.replace(/_(?:unit|comparator)$/, '')
  return cells.get(form === 'laboratory' ? 'value' : column) ?? cells.get(item) ?? [...cells.values()][0]!
}

function judge(plan: Plan, caseRecord: CaseRecord, today: string): Judgment {
  if (plan.do === 'void') return { refused: [], doubts: [] }
  const { comment: _, ...values } = plan.values
  const context = { caseRow: caseRecord.case, caseRecord, today, ...(plan.record && { recordId: plan.record.id }) }
  const { problems } = checkRecord(plan.form, values, plan.missing, context)
  const refused = problems
    .filter(({ severity }) => severity === 'refuse')
    .map(({ path, message }) => ({ cell: cellOfColumn(plan, path), message }))
  const doubts = openDoubts(formOf(plan.form), values, problems, plan.confirmed)
    // What was saved before and isn't touched now was asked about then.
    .filter(({ item }) => plan.record === undefined || plan.form === 'laboratory' || plan.cells.has(item))
    .map((doubt) => ({ ...doubt, plan, cell: cellOfColumn(plan, doubt.item) }))
  return { refused, doubts }
}

export function judgePlans(plans: readonly Plan[], caseRecord: CaseRecord, today: string): Judgment {
  const judged = plans.map((plan) => judge(plan, caseRecord, today))
  return { refused: judged.flatMap(({ refused }) => refused), doubts: judged.flatMap(({ doubts }) => doubts) }
}
