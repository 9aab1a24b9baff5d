/**
 * What an insurer is told in support of a drug, as data ready to print: the diagnosis and which criteria sets the record
 * meets, the course, what was tried and why it went no further, the response so far, the request. It puts together what
 * is recorded and what rules compute from it; it argues for nothing.
 */
import type { CaseRecord } from '../case-record.ts'
import { caseSummaryOf, type CaseSummary } from '../case-summary.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { criteriaFindings } from '../criteria/criteria-findings.ts'
import type { JudgedRule } from '#shared/dictionary/lists/judged-rules.ts'
import { midSentence } from '../label-of.ts'
import type { IsoDay } from '../partial-date.ts'
import { fullDrugName } from '../treatment-summary.ts'
import { infusionsGiven } from './infusions-given.ts'
import { measuredCourse, type CourseRow } from './measured-course.ts'
import { requestOf, type RequestRow } from './request.ts'
import { drugResponses, type DrugResponse, type ResponseLine } from './response-words.ts'
import { drugsSpokenAgainst, treatmentsTried, type AgainstDrug, type TriedLine } from './treatments-tried.ts'
import { progressionLines, verdictLine, type ProgressionLines, type VerdictLine } from './verdict-line.ts'

export interface Dossier {
  readonly summary: CaseSummary
  readonly drug: string
  /** Inside a sentence: `immune globulin, intravenous`. */
  readonly drugLabel: string
  readonly criteria: readonly VerdictLine[]
  readonly course: readonly CourseRow[]
  readonly progression: ProgressionLines
  readonly tried: readonly TriedLine[]
  readonly against: readonly AgainstDrug[]
  /** Infusions of the drug that were given. */
  readonly infusions: readonly ResponseLine[]
  /** One for each of its starts. */
  readonly responses: readonly DrugResponse[]
  readonly request: readonly RequestRow[]
}

/** @param drug code in the drug list */
export function dossierOf(record: CaseRecord, drug: string, today: IsoDay, settings: ClinicalSettings): Dossier {
  const summary = caseSummaryOf(record, today, settings)
  const { asOf } = summary.facts
  const context = { asOf, today, settings }
  return {
    summary,
    drug,
    drugLabel: midSentence(fullDrugName(drug)),
    criteria: criteriaFindings(record, asOf).findings.map((finding) =>
      // The criteria sets are judged by their own ids.
      verdictLine(finding, finding.rule.id as JudgedRule, record, context),
    ),
    course: measuredCourse(record, asOf, settings),
    progression: progressionLines(record, context),
    tried: treatmentsTried(record, drug, asOf),
    against: drugsSpokenAgainst(record),
    infusions: infusionsGiven(record, drug, today, settings),
    responses: drugResponses(record, today, settings).filter((response) => response.drug === drug),
    request: requestOf(record, drug, asOf),
  }
}
