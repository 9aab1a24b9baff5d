/** What is typed into the taper builder, understood. What can't be is no number, and the taper says what it lacks. */
import { parseNumber } from '#shared/domain/parse-number.ts'
import type { TaperStep } from '#shared/domain/taper.ts'

/** `7.5`, `7,5`, `7.5 mg`. */
export function readAmount(text: string): number {
  const read = parseNumber(text.replace(/[a-zµ/²]+$/i, '').trim())
  return 'problem' in read ? Number.NaN : read.value
}

/** `2.5`, `2.5 mg` or `10 %`. */
export function readTaperStep(text: string): TaperStep {
  const percent = /^(.*)%$/.exec(text.trim())
  return percent ? { percent: readAmount(percent[1] ?? '') } : { amount: readAmount(text) }
}

/** `14`, `14 days`, `2 weeks`, `4w` as days. */
export function readDays(text: string): number {
  const match = /^(\d{1,3}) ?(d|days?|w|wks?|weeks?)?$/.exec(text.trim().toLowerCase())
  return match ? Number(match[1]) * (match[2]?.startsWith('w') ? 7 : 1) : Number.NaN
}
