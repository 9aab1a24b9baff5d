/** What an author has to settle before the draft is used: what does not agree, what is missing, what was left out. */
import { antibodyFacts } from '../../antibody-facts.ts'
import { forms } from '../../../dictionary/forms.ts'
import { labelOf, midSentence } from '../../label-of.ts'
import { comparePartialDates, lastDay, firstDay } from '../../partial-date.ts'
import { expectedItems } from '../../quality/expected-items.ts'
import { recordsOfForm, stateOf } from '../../quality/completeness.ts'
import type { Values } from '../../record-rules.ts'
import { gap, heading, paragraph, type Block, type Text } from '../blocks.ts'
import { hasText, reportedItems, withheldFrom } from './reported-record.ts'
import { inSentence, marked, type ReportContext } from './report-context.ts'

const isCt = (modality: string | undefined) => modality === 'hrct' || modality === 'ct' || modality === 'pet-ct'

/** Each rule names what it saw; nothing is corrected. */
function disagreements(context: ReportContext): readonly Text[] {
  const { record, whole, tell } = context
  const { records } = record
  const first = records.visit.find(({ date }) => date !== undefined)
  const found: Text[] = []
  if (first?.systolic !== undefined && first.diastolic !== undefined) {
    const isHigh = first.systolic >= 140 || first.diastolic >= 90
    if (isHigh && hasText(whole, 'visit', first.id, 'assessment'))
      found.push([
        `Blood pressure was ${marked(`${first.systolic}/${first.diastolic} mm Hg`, first.source)} at the first visit. Its assessment is text that is left out here: see that the two agree before vital signs are called normal.`,
      ])
  }
  const radiograph = records.history.some(({ condition }) => condition === 'chest-radiograph-abnormal')
  if (radiograph && !records.imaging.some(({ modality }) => modality === 'chest-radiograph')) {
    const ct = records.imaging.find(({ modality }) => isCt(modality))
    found.push([
      `An abnormal chest radiograph is in the history, but no radiograph is recorded as a study${ct?.date ? `; the first study is a CT ${tell.at(ct.date)}` : ''}. Settle which of them led to the referral.`,
    ])
  }
  const { synthetase, positive } = antibodyFacts(record)
  if (records.diagnosis.some(({ kind }) => kind === 'asys') && synthetase !== 'positive') {
    const others = positive.map(({ text }) => text).join(', ')
    const words = {
      borderline: 'is borderline',
      negative: 'was found negative',
      'not-tested': 'was not tested',
      'not-recorded': 'is not recorded, which is not the same as negative',
    }[synthetase]
    found.push([
      `Antisynthetase syndrome is diagnosed, but an anti-synthetase antibody ${words}${others ? `; recorded as positive: ${others}` : ''}.`,
    ])
  }
  const scans = records.imaging.filter(({ modality }) => isCt(modality))
  const judged = scans.findLast(({ change, compared_with }) => change !== undefined && compared_with !== undefined)
  const against = scans.find(({ id }) => id === judged?.compared_with)
  const baseline = scans.find(({ date }) => date !== undefined)
  if (judged?.date && against?.date && baseline?.date && against !== baseline)
    found.push([
      `The last CT that was compared (${tell.when(judged.date)}) was compared with that of ${tell.when(against.date)}, not with the first one (${tell.when(baseline.date)}): it says nothing of the time before.`,
    ])
  if (first?.date) {
    const before = [...records.laboratory, ...records.pft].filter(
      ({ date }) => date !== undefined && lastDay(date) < firstDay(first.date!),
    )
    const earliest = before.toSorted((a, b) => comparePartialDates(a.date!, b.date!))[0]
    if (earliest)
      found.push([
        `${before.length} ${before.length === 1 ? 'result is' : 'results are'} older than the first visit (the first from ${tell.when(earliest.date!)})${before.every(({ source }) => source === 'illustrative') ? ', all illustrative' : ''}: say where they come from.`,
      ])
  }
  const flips = new Set(
    records.manifestation.flatMap(({ term, status, onset }) => {
      const absentSince = records.manifestation.some((other) => other.term === term && other.status === 'absent')
      return status === 'present' && onset === undefined && absentSince && term ? [term] : []
    }),
  )
  if (flips.size > 0)
    found.push([
      `Recorded as absent on a date and as present without one: ${inSentence([...flips].map((term) => labelOf('manifestation', 'term', term)))}. The order can’t be told.`,
    ])
  return found
}

/** Lacking and knowingly empty items that the report would have told, by form. */
function notRecorded({ whole }: ReportContext): readonly Text[] {
  return forms.flatMap(({ id, label, plural }): readonly Text[] => {
    const listedItems = reportedItems[id]
    if (listedItems.length === 0) return []
    const records = recordsOfForm(whole, id)
    if (records.length === 0) return [[gap(`no ${midSentence(label)} recorded`)]]
    const missing = new Map<string, number>()
    for (const each of records)
      for (const item of expectedItems(id, each as unknown as Values))
        if (listedItems.includes(item.name) && stateOf(each, item.name) !== 'answered')
          missing.set(item.label, (missing.get(item.label) ?? 0) + 1)
    if (missing.size === 0) return []
    const words = [...missing].map(([item, count]) =>
      records.length === 1 ? midSentence(item) : `${midSentence(item)} (${count} of ${records.length})`,
    )
    return [[`${records.length === 1 ? label : plural}: ${words.join(', ')}`]]
  })
}

export function openPoints(context: ReportContext): readonly Block[] {
  const points = disagreements(context)
  const missing = notRecorded(context)
  const withheld = withheldFrom(context.whole).map(({ form, item, count }) => `${form}, ${midSentence(item)}: ${count}`)
  return [
    heading(2, 'To settle before use'),
    heading(3, 'What does not agree'),
    ...(points.length > 0
      ? [{ kind: 'list', items: points } as const]
      : paragraph(
          'The program found nothing that contradicts itself. It compares what is coded; it does not read text.',
        )),
    heading(3, 'Not recorded'),
    ...(missing.length > 0
      ? [{ kind: 'list', items: missing } as const]
      : paragraph('Everything that a report would tell is recorded.')),
    heading(3, 'Left out on purpose'),
    ...paragraph(
      'Names, record numbers, birth date, registry code, site, reference group, clinicians, files and items that this registry added. Text was left out too, since nobody has looked through it for what tells who the patient is: read it in the record before it is used.',
    ),
    ...paragraph(
      withheld.length > 0 ? `So often something is written: ${withheld.join('; ')}.` : 'No text is recorded.',
    ),
  ]
}
