/** A demo case as the backend would hand it out, without a registry: for holding rules against many records at once. */
import { repeatingForms } from '#shared/dictionary/forms.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { firstDay } from '#shared/domain/partial-date.ts'
import { referredKey, type DemoCase } from '#main/demo/demo-case.ts'

const at = '2026-11-01T08:00:00.000Z'

export function demoRecord({ code, values, records, source }: DemoCase): CaseRecord {
  const frame = (id: string) => ({ id, version: 1, source, created_at: at, updated_at: at })
  const lists = repeatingForms.map((form) => {
    const dateOf = (record: object) => {
      const date: unknown = Reflect.get(record, form.dateItem ?? '')
      return typeof date === 'string' ? firstDay(date) : Number.NEGATIVE_INFINITY
    }
    const ofForm = records
      .filter((record) => record.form === form.id)
      .map((record) => ({
        ...frame(record.key),
        source: record.source,
        ...(record.missing && { missing: record.missing }),
        ...Object.fromEntries(
          Object.entries(record.values).map(([name, value]) => [name, referredKey(value) ?? value]),
        ),
      }))
    return [form.id, ofForm.sort((a, b) => dateOf(a) - dateOf(b) || 0)] as const
  })
  return { case: { ...frame(code), ...values }, records: Object.fromEntries(lists) } as unknown as CaseRecord
}
