/** What the rules add to the summary, in a line each. */
import type { CaseRecord } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { asOfDay } from '../follow-up.ts'
import { formatPartialDate, type IsoDay } from '../partial-date.ts'
import { ildGapFinding } from '../scores/ild-gap-finding.ts'
import { lastLungFunction } from './last-lung-function.ts'
import { progressionLines } from './verdict-line.ts'

export interface SummaryRules {
  /** Where the last values stand in what is normal, by their record and measure: `z −1.6, LLN 3.4 L`. */
  readonly standing: Readonly<Record<string, Readonly<Record<string, string>> | undefined>>
  /** `Progression, looking back from 8 Mar 2022: PPF 2022 met; …`; missing where nothing can be assessed. */
  readonly progression?: string
  /** `ILD-GAP 3: …`; missing where it can’t be calculated. */
  readonly ildGap?: string
}

export function summaryRulesOf(record: CaseRecord, today: IsoDay, settings: ClinicalSettings): SummaryRules {
  const asOf = asOfDay(record, today)
  const standing: Record<string, Record<string, string>> = {}
  for (const { id, recordId, standing: words } of lastLungFunction(record, asOf, settings))
    if (words !== undefined) standing[recordId] = { ...standing[recordId], [id]: words }
  const { lookedBackFrom, lines } = progressionLines(record, { asOf, today, settings })
  const told = lines.map(({ name, verdict, judgment }) => {
    const judged = judgment === undefined ? '' : ` (${judgment.charAt(0).toLowerCase()}${judgment.slice(1)})`
    return `${name} ${verdict}${judged}`
  })
  const isTold = lines.some(({ verdict, judgment }) => verdict !== 'not assessable' || judgment !== undefined)
  const gap = ildGapFinding(record, settings, asOf)
  return {
    standing,
    ...(isTold && {
      progression: `Progression, looking back from ${formatPartialDate(lookedBackFrom)}: ${told.join('; ')}.`,
    }),
    ...(gap.score && { ildGap: `ILD-GAP ${gap.score.text}` }),
  }
}
