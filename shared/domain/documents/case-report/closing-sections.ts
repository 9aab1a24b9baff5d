/** CARE items 10 to 13: follow-up, discussion, the patient's view, consent. */
import { labelOf, midSentence } from '../../label-of.ts'
import { onCase, progressionRules } from '../../progression/progression-rules.ts'
import { gap, heading, paragraph, table, type Block, type Text } from '../blocks.ts'
import { verdictRow } from './diagnosis-section.ts'
import { itemLabel, itemWords } from './item-words.ts'
import { measureRows, outcomeSentences } from './outcome.ts'
import { hasText } from './reported-record.ts'
import { drugWords } from './report-subject.ts'
import { listed } from '#shared/lib/listed.ts'
import { cell, marked, recordedText, spaced, whenCell, type ReportContext } from './report-context.ts'
import { toleranceWords } from './treatment-section.ts'

function events(context: ReportContext): readonly Block[] {
  const { record, whole, tell } = context
  const rows = record.records.event.map((one): readonly Text[] => [
    [...whenCell(context, one.onset), one.ended === undefined ? '' : ` to ${tell.when(one.ended)}`],
    spaced(
      marked(one.kind === undefined ? 'Event' : labelOf('event', 'kind', one.kind), one.source),
      one.cause_of_death && `(${itemWords('event', one, 'cause_of_death')})`,
      hasText(whole, 'event', one.id, 'title') ? recordedText : undefined,
    ),
    [one.grade === undefined ? gap('not recorded') : String(one.grade)],
    cell(
      one.suspected_drug &&
        [drugWords(one.suspected_drug), itemWords('event', one, 'relatedness')].filter(Boolean).join(', '),
    ),
    [itemWords('event', one, 'outcome') ?? gap('not recorded')],
  ])
  return table(
    '10d. Adverse and unanticipated events',
    ['When', 'Event', 'CTCAE grade', 'Suspected drug', 'Outcome'],
    rows,
    'no adverse event is recorded; the record does not say that there was none',
  )
}

export function followUp(context: ReportContext): readonly Block[] {
  const { record, last, today, settings, tell } = context
  const verdicts = progressionRules.map(({ evaluate }) =>
    verdictRow(onCase(evaluate)(record, { asOf: last, today, settings }), tell),
  )
  const tolerance = toleranceWords(context)
  return [
    heading(2, '10. Follow-up and outcomes'),
    heading(3, '10a. Outcomes'),
    ...outcomeSentences(context),
    ...table('Progression at the end of the record', ['Rule', 'Verdict', 'Why'], verdicts, ''),
    heading(3, '10b. Test results'),
    ...table(
      'What was measured over time',
      ['Measure', 'Values', 'First', 'Best', 'Worst', 'Last'],
      measureRows(context).map((row) => row.map((text) => cell(text))),
      'nothing was measured over time',
    ),
    heading(3, '10c. Adherence and tolerance'),
    ...(tolerance ? paragraph(`${tolerance}.`) : []),
    ...paragraph(gap('adherence, and how it and tolerance were assessed: not recorded')),
    ...events(context),
  ]
}

export const discussion: readonly Block[] = [
  heading(2, '11. Discussion'),
  heading(3, '11a. Strengths and limits'),
  ...paragraph(gap('to be written')),
  heading(3, '11b. The literature'),
  ...paragraph(gap('to be written, with references')),
  heading(3, '11c. Why the conclusions hold'),
  ...paragraph(gap('to be written')),
  heading(3, '11d. Main lesson'),
  ...paragraph(gap('to be written: one paragraph')),
]

const ofThePatient = ['patient_global', 'haq_di', 'kbild_total', 'sgrq_total'] as const

export function patientPerspective({ record, tell }: ReportContext): readonly Block[] {
  const items = ofThePatient.flatMap((name): readonly Text[] => {
    const visits = record.records.visit.filter((visit) => visit[name] !== undefined && visit.date !== undefined)
    if (visits.length === 0) return []
    const told = [...new Set([visits[0]!, visits.at(-1)!])]
    const values = told.map(
      (visit) => `${marked(itemWords('visit', visit, name) ?? '', visit.source)} ${tell.at(visit.date!)}`,
    )
    return [[`${itemLabel('visit', name)}: ${values.join(', ')}`]]
  })
  return [
    heading(2, '12. Patient perspective'),
    ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
    ...paragraph(gap('to be written by, or with, the patient')),
  ]
}

/** What the consent that is recorded covers; a draft never stays silent about it. */
export function consentSection({ record }: ReportContext): readonly Block[] {
  const { consent, consent_scope: scope = [] } = record.case
  const covers = scope.map((code) => midSentence(labelOf('case', 'consent_scope', code)))
  const title = heading(2, '13. Informed consent')
  switch (consent) {
    case 'given':
      return scope.includes('publication')
        ? [title, ...paragraph(`Consent is recorded as given, for ${listed(covers)}.`)]
        : [
            title,
            ...paragraph(
              'Consent is recorded as given',
              covers.length > 0 ? `, for ${listed(covers)}. ` : '. ',
              gap('consent to publication not recorded'),
            ),
          ]
    case 'waived':
      return [
        title,
        ...paragraph('Consent was waived by the ethics board. ', gap('whether that covers publication: not recorded')),
      ]
    case 'not-given':
    case 'withdrawn':
      return [
        title,
        ...paragraph(
          gap(
            consent === 'withdrawn' ? 'consent is withdrawn: do not publish' : 'consent is not given: do not publish',
          ),
        ),
      ]
    case 'not-recorded':
    case undefined:
      return [title, ...paragraph(gap('consent not recorded'))]
  }
}
