/**
 * The draft of a case report, in the order of the CARE items. It tells what the record says, each value with its time, and
 * shows what the record leaves open as gaps; it writes nothing that only an author can.
 *
 * Source: Gagnier JJ et al., J Med Case Rep 2013;7:223; Riley DS et al., J Clin Epidemiol 2017;89:218-35.
 */
import { sourceOf } from '../../case-facts.ts'
import type { CaseRecord } from '../../case-record.ts'
import type { ClinicalSettings } from '../../clinical-settings.ts'
import { lastEntryDay } from '../../follow-up.ts'
import type { ToldPair } from '../../imaging/pair-figure.ts'
import { dayNumber, isoOfDay, precisionOf, type IsoDay } from '../../partial-date.ts'
import { gap, heading, paragraph, type BlockDocument, type Piece } from '../blocks.ts'
import { consentSection, discussion, followUp, patientPerspective } from './closing-sections.ts'
import { diagnosisSection } from './diagnosis-section.ts'
import { abstract, clinicalFindings, keyWords, patientInformation } from './opening-sections.ts'
import { openPoints } from './open-points.ts'
import { reportedRecord } from './reported-record.ts'
import { diseaseWords, drugWords, focusDrug } from './report-subject.ts'
import type { ReportContext } from './report-context.ts'
import { timelineSection } from './timeline-section.ts'
import { toldDates, type ReportDates } from './told-dates.ts'
import { treatmentSection } from './treatment-section.ts'

interface CaseReportOptions {
  readonly dates: ReportDates
  readonly today: IsoDay
  readonly settings: ClinicalSettings
  /** Pairs of CT images that stand in it; whoever draws them knows them. */
  readonly pairs?: readonly ToldPair[]
}

function titleOf({ record, today }: ReportContext): string {
  const disease = diseaseWords(record) ?? 'Disease not recorded'
  const drug = focusDrug(record, today)
  const words = drug === undefined ? disease : `${disease}, treated with ${drugWords(drug)}`
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}: a case report`
}

/** What holds for the whole draft: that it is one, how time is told, and whether its values are real. */
function noticesOf({ tell }: ReportContext, source: ReturnType<typeof sourceOf>): readonly string[] {
  const { index, counts } = tell
  const zero = index && `Month 0 is the ${index.what}`
  const precision = index && precisionOf(index.date)
  return [
    'Draft made from the record, after the CARE items. What stands in square brackets is open.',
    counts === 'calendar'
      ? 'Calendar dates are shown: they may tell who the patient is.'
      : zero
        ? `Times are months from an index date. ${zero}${precision === 'day' ? '' : `, itself known to the ${precision} only`}.`
        : 'No date was found to count from: times are withheld.',
    ...(source === 'illustrative'
      ? ['Values marked (illustrative) follow a published report and were not measured. They must not be published.']
      : []),
    ...(source === 'synthetic' ? ['Synthetic case: this patient does not exist.'] : []),
    'The registry records and computes; it does not advise treatment.',
  ]
}

const titleNote: readonly Piece[] = [
  'Proposed from the diagnosis and the drug that was started last. ',
  gap('to be decided: the main focus'),
]

/** @param today the day on which it is made */
export function caseReportOf(
  whole: CaseRecord,
  { dates, today, settings, pairs = [] }: CaseReportOptions,
): BlockDocument {
  const record = reportedRecord(whole)
  const last = isoOfDay(lastEntryDay(record, today) ?? dayNumber(today))
  const context: ReportContext = { record, whole, tell: toldDates(record, dates), pairs, last, today, settings }
  return {
    title: titleOf(context),
    notices: noticesOf(context, sourceOf(whole)),
    blocks: [
      heading(2, '1. Title'),
      ...paragraph(...titleNote),
      ...keyWords(context),
      ...abstract(context),
      ...patientInformation(context),
      ...clinicalFindings(context),
      ...timelineSection(context),
      ...diagnosisSection(context),
      ...treatmentSection(context),
      ...followUp(context),
      ...discussion,
      ...patientPerspective(context),
      ...consentSection(context),
      ...openPoints(context),
    ],
  }
}
