import type { RegistryForm } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { withComment } from '#renderer/forms/draft.ts'
import { sectionsOf } from '#renderer/forms/layout.ts'
import { ItemValue } from './record-cells.tsx'

interface RecordFactsProps {
  readonly form: RegistryForm
  readonly record: AnyRecord
  readonly caseRecord?: CaseRecord
}

/** A single record to read: every item of its form, empty ones too. */
export function RecordFacts({ form, record, caseRecord }: RecordFactsProps) {
  const asked = record.comment ? withComment(form) : form
  return (
    <div className="record-facts">
      {sectionsOf(asked, record).map(({ title, cells }, index) => (
        <section key={`${title} ${index}`} aria-label={title}>
          {title && <h3>{title}</h3>}
          <dl>
            {cells
              .flatMap(({ item, partner }) => (partner ? [item, partner] : [item]))
              .map((item) => (
                <div key={item.name} data-wide={item.type === 'long-text' || undefined}>
                  <dt>{item.label}</dt>
                  <dd>
                    {record[item.name] == null && !record.missing?.[item.name] ? (
                      <span className="missing-reason">Not recorded</span>
                    ) : (
                      <ItemValue form={form} item={item} record={record} caseRecord={caseRecord} />
                    )}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
