/** CARE item 9: what was given, how much and how long, what was changed and why. */
import { labelOf, midSentence } from '../../label-of.ts'
import { approvalLines, courses, infusionSummaries } from '../../treatment-summary.ts'
import { gap, heading, table, type Block, type Text } from '../blocks.ts'
import { hasText } from './reported-record.ts'
import { cell, cellOr, marked, recordedText, spaced, whenCell, type ReportContext } from './report-context.ts'

function doseRows(context: ReportContext): readonly (readonly Text[])[] {
  const { record, whole, tell, today } = context
  return courses(record, today).flatMap((course): readonly (readonly Text[])[] => {
    const about = [course.indication, course.route].filter(Boolean).join(', ')
    const name = `${course.label}${about ? ` (${about})` : ''}`
    if (course.doses.length === 0)
      return [
        [
          cell(marked(name, course.source)),
          cell('as infusions'),
          whenCell(context, course.from),
          cell(course.to === undefined ? '' : tell.when(course.to)),
          cell(course.stopReason && `stopped: ${course.stopReason}`),
        ],
      ]
    return course.doses.map((dose, index): readonly Text[] => {
      const isLast = index === course.doses.length - 1
      const stopped = isLast && course.stopReason ? `stopped: ${course.stopReason}` : undefined
      const isStep = record.records.dose_step.some(({ id }) => id === dose.recordId)
      return [
        cell(index === 0 ? name : ''),
        spaced(
          marked(dose.dose, dose.source),
          hasText(whole, 'dose_step', dose.recordId, 'dose_text') ? recordedText : undefined,
        ),
        whenCell(context, dose.from),
        cell(dose.ongoing ? 'goes on' : dose.to && tell.when(dose.to)),
        spaced(
          dose.reason ?? (isStep ? gap('reason not recorded') : undefined),
          hasText(whole, 'dose_step', dose.recordId, 'reason_detail') ? recordedText : undefined,
          stopped && `; ${stopped}`,
        ),
      ]
    })
  })
}

export function treatmentSection(context: ReportContext): readonly Block[] {
  const { record, tell } = context
  const infusions = infusionSummaries(record).map((one): readonly Text[] => {
    const illustrative = record.records.infusion.some(
      ({ id, source }) => one.recordIds.includes(id) && source === 'illustrative',
    )
    const days = one.medianIntervalDays
    return [
      cell(illustrative ? `${one.label} (in part illustrative)` : one.label),
      cell(String(one.count)),
      cell(`${tell.when(one.first)}; ${tell.when(one.last)}`),
      cellOr(one.dose && marked(one.dose, illustrative ? 'illustrative' : 'recorded'), 'dose not recorded'),
      cell(days === undefined ? '' : marked(`${days} days`, illustrative ? 'illustrative' : 'recorded')),
      cell(
        [one.bestEffect && `best ${one.bestEffect}`, one.wearingOff && `wears off ${one.wearingOff}`]
          .filter(Boolean)
          .join('; '),
      ),
    ]
  })
  const approvals = approvalLines(record).map((one): readonly Text[] => [
    cell(marked(one.label, one.source)),
    whenCell(context, one.askedOn),
    spaced(
      one.decision === undefined ? gap('decision not recorded') : midSentence(one.decision),
      one.decidedOn && tell.at(one.decidedOn),
      hasText(context.whole, 'approval', one.recordId, 'reason_text') ? recordedText : undefined,
    ),
    whenCell(context, one.firstDoseOn),
    cell(one.delay),
  ])
  return [
    heading(2, '9. Treatment'),
    ...table(
      '9a to 9c. Drugs, doses, changes and their reasons',
      ['Drug', 'Dose', 'From', 'To', 'Why'],
      doseRows(context),
      'no treatment is recorded',
    ),
    ...(infusions.length > 0
      ? table('Infusions', ['Drug', 'Number', 'First; last', 'Dose', 'Median interval', 'Effect'], infusions, '')
      : []),
    ...(approvals.length > 0
      ? table('Approvals', ['Drug', 'Asked for', 'Decision', 'First dose', 'Delay'], approvals, '')
      : []),
  ]
}

/** How infusions were borne: CARE 10c. */
export function toleranceWords({ record }: ReportContext): string | undefined {
  const told = infusionSummaries(record).map(
    ({ label, reactions, count }) => `${label}, ${count} infusions: ${reactions}`,
  )
  const stopped = record.records.treatment
    .filter(({ stop_reason }) => stop_reason === 'intolerance')
    .map(({ drug }) => (drug === undefined ? 'a drug' : midSentence(labelOf('treatment', 'drug', drug))))
  return [...told, stopped.length > 0 ? `Stopped for intolerance: ${stopped.join(', ')}` : undefined]
    .filter(Boolean)
    .join('. ')
}
