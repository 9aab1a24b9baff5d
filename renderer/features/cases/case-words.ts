/** What the case table says of a row, in words and numbers. */
import { antibodies } from '#shared/dictionary/lists/antibodies.ts'
import { ctPatterns } from '#shared/dictionary/lists/ct-patterns.ts'
import { drugs } from '#shared/dictionary/lists/drugs.ts'
import type { Choice } from '#shared/dictionary/define-form.ts'
import { caseForm } from '#shared/dictionary/forms/case.ts'
import { formatNumber } from '#shared/domain/format-number.ts'
import { ageInYears, firstDay, lastDay, precisionOf } from '#shared/domain/partial-date.ts'
import type { CaseRow } from '#shared/ipc/areas/cases.ts'
import type { CaseFilter } from '../../app/case-search.ts'

const labels = (choices: readonly Choice[]): ReadonlyMap<string, string> =>
  new Map(choices.map((choice) => [choice.code, (choice as { short?: string }).short ?? choice.label]))

function choicesOf(name: string): readonly Choice[] {
  const item = caseForm.items.find((one) => one.name === name)
  return item && 'choices' in item ? item.choices : []
}

const sexLetters: ReadonlyMap<string, string> = new Map([
  ['female', 'F'],
  ['male', 'M'],
])
const statusLabels: ReadonlyMap<string, string> = new Map([...labels(choicesOf('status')), ['unknown', 'Not recorded']])
const shortStatus: ReadonlyMap<string, string> = new Map([
  ['lost', 'Lost'],
  ['transplanted', 'Transplant'],
])
const antibodyLabels = labels(antibodies)
const patternLabels = labels(ctPatterns)
const drugLabels = labels(drugs)
const drugNames: ReadonlyMap<string, string> = new Map(drugs.map(({ code, label }) => [code, label]))

/** `Ro52` of `Ro52 (TRIM21)`: the second name is for where there is room. */
export const antibodyWord = (code: string): string =>
  code === 'rf' ? 'RF' : antibodyLabel(code).replace(/ \(.*\)$/, '')
export const antibodyLabel = (code: string): string => antibodyLabels.get(code) ?? code
export const patternLabel = (code: string): string => patternLabels.get(code) ?? code
export const drugLabel = (code: string): string => drugLabels.get(code) ?? code
export const drugName = (code: string): string => drugNames.get(code) ?? code
export const statusLabel = (code: string): string => statusLabels.get(code) ?? code
export const statusWord = (code: string): string => shortStatus.get(code) ?? statusLabel(code)
export const sexLetter = (code: string): string => sexLetters.get(code) ?? '–'

/** Codes of a filter in the order of their list, unknown ones last. */
export const filterOrder: Readonly<Record<CaseFilter, readonly string[]>> = {
  status: [...statusLabels.keys()],
  antibody: [...antibodyLabels.keys()],
  pattern: [...patternLabels.keys()],
  drug: [...drugLabels.keys()],
}
export const filterWords: Readonly<
  Record<CaseFilter, { readonly label: string; readonly labelOf: (code: string) => string }>
> = {
  status: { label: 'Status', labelOf: statusLabel },
  antibody: { label: 'Antibody', labelOf: antibodyLabel },
  pattern: { label: 'Pattern', labelOf: patternLabel },
  drug: { label: 'Drug', labelOf: drugName },
}

/**
 * Age in completed years: `67`, or `67–68` where the birth date leaves a doubt. Of a case that ended, at its last news.
 * @param today ISO date
 */
export function ageText(
  { birthDate, status, lastSeen }: Pick<CaseRow, 'birthDate' | 'status' | 'lastSeen'>,
  today: string,
): string {
  if (!birthDate) return ''
  const at = status === 'died' && lastSeen ? lastSeen : today
  const { min, max } = ageInYears(birthDate, at)
  return min === max ? String(min) : `${min}–${max}`
}

const daysAYear = 365.25

/** Years since a date, one decimal; whole years where only the year is known. */
export function yearsText(since: string | undefined, today: string): string {
  if (!since) return ''
  const years = (firstDay(today) - (firstDay(since) + lastDay(since)) / 2) / daysAYear
  if (years < 0) return ''
  return precisionOf(since) === 'year' ? `~${Math.round(years)}` : years.toFixed(1)
}

export function ckText({ timesUln, comparator }: NonNullable<CaseRow['ck']>): string {
  if (timesUln === undefined) return ''
  return `${comparator ?? ''}${timesUln < 10 ? timesUln.toFixed(1) : formatNumber(timesUln, 0)}`
}

/** `down 6 in 9 months`, for those who hear the table. */
export function changeWords(change: number, months: number | undefined): string {
  const size = change === 0 ? 'unchanged' : `${change < 0 ? 'down' : 'up'} ${formatNumber(Math.abs(change), 0)}`
  return months === undefined ? size : `${size} in ${months} months`
}
