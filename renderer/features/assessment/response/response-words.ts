/** How the numbers of the response are written. */
import { formatNumber } from '#shared/domain/format-number.ts'
import { formatPartialDate, isoOfDay, type DayNumber } from '#shared/domain/partial-date.ts'
import type { CountedKind } from '#shared/domain/response/event-rates.ts'
import type { Days } from '#shared/domain/response/ivig-cycles.ts'
import type { ResponseRow } from '#shared/domain/response/response-card.ts'
import type { DoseBand } from '#shared/domain/response/steroid-ledger.ts'

interface MeasureWords {
  readonly name: string
  readonly unit: string
  readonly decimals: number
}

export const measureWords: Readonly<Record<ResponseRow['id'], MeasureWords>> = {
  ck: { name: 'CK', unit: 'U/L', decimals: 0 },
  fvc: { name: 'FVC', unit: '% predicted', decimals: 0 },
  dlco: { name: 'DLCO', unit: '% predicted', decimals: 0 },
  mmrc: { name: 'mMRC', unit: '', decimals: 0 },
  prednisone: { name: 'Prednisone', unit: 'mg daily', decimals: 2 },
}

export const eventWords: Readonly<Record<CountedKind, string>> = {
  infection: 'Infections',
  admission: 'Admissions',
  'acute-exacerbation': 'Exacerbations',
}

/** The bands as a row of the ledger heads them; the limits are mg of prednisone-equivalent a day. */
export const bandWords: Readonly<Record<DoseBand, { readonly name: string; readonly limits: string }>> = {
  off: { name: 'Off', limits: '0' },
  low: { name: 'Low', limits: '≤ 7.5' },
  medium: { name: 'Medium', limits: '≤ 30' },
  high: { name: 'High', limits: '≤ 100' },
  'very-high': { name: 'Very high', limits: '> 100' },
  unknown: { name: 'Not known', limits: '' },
}

export const dayText = (day: DayNumber): string => formatPartialDate(isoOfDay(day))

export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

/** `+3`, `−12`, `±0`. */
export function signed(value: number, decimals: number): string {
  const text = formatNumber(value, decimals)
  return text.startsWith('−') ? text : `${text === '0' ? '±' : '+'}${text}`
}

/** Days as far as they are known: `28`, `11–40`. */
export const daysText = ({ min, max }: Days): string => (min === max ? String(min) : `${min}–${max}`)

/** With a comma for thousands, as doses of years are read: `11,690`. */
export const thousands = (value: number): string =>
  Math.round(value)
    .toString()
    .replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
