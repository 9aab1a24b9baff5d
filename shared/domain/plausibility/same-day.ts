/** The same thing measured twice on one day: entered twice, or one of them under a wrong date. */
import { ask, type Problem } from '../../dictionary/check-values.ts'
import { formatPartialDate, precisionOf } from '../partial-date.ts'
import { textOf, type Values } from '../record-rules.ts'
import { recordsOf, type Asked } from './asked.ts'
import { othersOf, readingOf, subjectsOf } from './series.ts'

/** Spirometry before and after a bronchodilator is two tests. */
const sameCondition = (a: Values, b: Values) =>
  (textOf(a, 'bronchodilator') ?? 'pre') === (textOf(b, 'bronchodilator') ?? 'pre')

export function sameDay(asked: Asked): readonly (Problem | undefined)[] {
  const { formId, values, caseRecord } = asked
  const date = textOf(values, 'date')
  if ((formId !== 'laboratory' && formId !== 'pft') || !date || precisionOf(date) !== 'day') return []
  const records = new Map(recordsOf(caseRecord, formId).map((record) => [record.id, record as unknown as Values]))
  const twice = subjectsOf(formId, values).flatMap((subject): readonly Problem[] => {
    const given = readingOf(subject, values)
    const other = othersOf(subject, asked).find(
      ({ date: day, id }) => day === date && sameCondition(values, records.get(id) ?? {}),
    )
    if (!given || !other) return []
    const isSame = Math.abs(other.value / given.value - 1) < 0.01
    const before = `${subject.label} of ${formatPartialDate(date)} is entered already: ${other.said}.`
    return [
      isSame
        ? ask('entered-twice', subject.column, `${before} A result counts once.`)
        : ask('same-day-twice', subject.column, `${before} One of the two may have another date.`),
    ]
  })
  // A whole test that is there twice is one question, not eight.
  return twice.slice(0, 1)
}
