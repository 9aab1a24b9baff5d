/** Infusions already given, summed up in words: how many, how much, how often, how they held and were borne. */
import type { RecordSource } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { formatNumber } from '../format-number.ts'
import { formatPartialDate, type IsoDay } from '../partial-date.ts'
import { beforeNextDays, ivigCycles, type IvigCycle } from '../response/ivig-cycles.ts'
import { infusionSummaries } from '../treatment-summary.ts'
import type { ResponseLine } from './response-words.ts'

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`

/** `12 infusions, Apr 2021 – 8 Mar 2022, 2 g/kg, every 28 days (median)`, then how they held and were borne. */
export function infusionsGiven(
  record: CaseRecord,
  drug: string,
  today: IsoDay,
  settings: ClinicalSettings,
): readonly ResponseLine[] {
  const summary = infusionSummaries(record).find((each) => each.drug === drug)
  if (!summary) return []
  const { count, first, last, dose, medianIntervalDays, bestEffect, wearingOff, reactions, recordIds } = summary
  const ids = new Set(recordIds)
  const source = sourceOf(record.records.infusion.filter(({ id }) => ids.has(id)))
  const period = first === last ? formatPartialDate(first) : `${formatPartialDate(first)} – ${formatPartialDate(last)}`
  const told = [
    counted(count, 'infusion'),
    period,
    dose,
    medianIntervalDays !== undefined && `every ${formatNumber(medianIntervalDays, 1)} days (median)`,
  ]
  const effect = [bestEffect && `best effect on ${bestEffect}`, wearingOff && `wearing off in ${wearingOff}`]
  return [
    { text: told.filter(Boolean).join(', '), source },
    ...(effect.some(Boolean)
      ? [{ text: `As recorded with the infusions: ${effect.filter(Boolean).join(', ')}`, source }]
      : []),
    { text: `Infusions by reaction: ${reactions}`, source },
    ...(drug === 'ivig' ? cycleLines(ivigCycles(record, settings, today), source) : []),
  ]
}

function sourceOf(list: readonly { readonly source: RecordSource }[]): RecordSource {
  return (
    (['illustrative', 'synthetic'] as const).find((source) => list.some((each) => each.source === source)) ?? 'recorded'
  )
}

/** How often the effect was gone before the next infusion, and how the patient was by then. */
function cycleLines(cycles: readonly IvigCycle[], source: RecordSource): readonly ResponseLine[] {
  const known = cycles.filter(({ wearingOff }) => wearingOff !== undefined && wearingOff.state !== 'unknown')
  const gone = known.filter(({ wearingOff }) => wearingOff?.state === 'before-next')
  const grades = cycles.flatMap(({ mmrcBeforeNext }) => mmrcBeforeNext?.value ?? [])
  const held =
    known.length === 0
      ? []
      : [
          {
            text: `Effect gone before the next infusion: ${gone.length} of ${counted(known.length, 'cycle')} of which it is known`,
            source,
          },
        ]
  if (grades.length === 0) return held
  const worst = Math.max(...grades)
  const least = Math.min(...grades)
  const range = worst === least ? String(worst) : `${least}–${worst}`
  return [
    ...held,
    {
      text: `mMRC in the ${beforeNextDays} days before the next infusion: ${range} (${counted(grades.length, 'value')})`,
      source,
    },
  ]
}
