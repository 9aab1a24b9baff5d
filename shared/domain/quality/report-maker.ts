/** Makes the report of any number of cases, one after the other: for a registry on the main side, for one case in the page. */
import type { CaseRecord } from '../case-record.ts'
import { recordName } from '../record-name.ts'
import { completenessCounter, recordsOfForm, type FormCount } from './completeness.ts'
import { findingsOf, type Finding } from './findings.ts'

/** A finding with the case and the record that it is about. */
export interface CaseFinding extends Omit<Finding, 'date'> {
  readonly caseId: string
  readonly caseCode: string
  /** What the record is called. */
  readonly name: string
  readonly date?: string
}

export interface RuleCount {
  readonly rule: string
  readonly severity: Finding['severity']
  readonly count: number
}

interface Report {
  readonly cases: number
  readonly records: number
  readonly forms: FormCount[]
  /** The rule that found most comes first. */
  readonly rules: RuleCount[]
  readonly findings: CaseFinding[]
}

/** A list longer than this is no list to work through; the counts by rule hold all. */
const mostFindings = 2000

export interface ReportMaker {
  add(caseRecord: CaseRecord): void
  made(): Report
}

/** @param today full ISO date */
export function reportMaker(today: string): ReportMaker {
  const counter = completenessCounter()
  const rules = new Map<string, RuleCount>()
  const findings: CaseFinding[] = []
  let cases = 0
  return {
    add(caseRecord) {
      cases++
      counter.add(caseRecord)
      const { id: caseId, code: caseCode = '' } = caseRecord.case
      for (const { date, ...finding } of findingsOf(caseRecord, today)) {
        const { form, recordId, rule, severity } = finding
        const key = `${rule} ${severity}`
        rules.set(key, { rule, severity, count: (rules.get(key)?.count ?? 0) + 1 })
        if (findings.length === mostFindings) continue
        const record = recordsOfForm(caseRecord, form).find(({ id }) => id === recordId)
        const name = recordName(form, record ?? {})
        findings.push({ caseId, caseCode, ...finding, name, ...(date !== undefined && { date }) })
      }
    },
    made() {
      const forms = [...counter.counts()]
      const records = forms.reduce((sum, form) => sum + form.records, 0)
      return { cases, records, forms, rules: [...rules.values()].sort((a, b) => b.count - a.count), findings }
    },
  }
}
