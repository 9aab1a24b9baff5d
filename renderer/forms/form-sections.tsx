import { useMemo } from 'react'
import type { Form } from '#shared/dictionary/define-form.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { useShortcutNote } from '../app/shortcuts.tsx'
import { FormField } from './form-field.tsx'
import { sectionsOf } from './layout.ts'

interface FormSectionsProps {
  readonly form: Form
  readonly headingLevel: 2 | 3
  /** The record that is edited, for its answers to retired items. */
  readonly record?: AnyRecord | undefined
}

/** The fields of a form under their headings, in as many columns as there is room for. */
export function FormSections({ form, headingLevel, record }: FormSectionsProps) {
  useShortcutNote('field-next')
  useShortcutNote('field-why-empty')
  useShortcutNote('field-same')
  useShortcutNote('field-ask')
  const sections = useMemo(() => sectionsOf(form, record), [form, record])
  const Heading = headingLevel === 2 ? 'h2' : 'h3'
  return sections.map(({ title, cells }, index) => (
    <section key={`${title} ${index}`} aria-label={title}>
      {title && <Heading>{title}</Heading>}
      <div className="record-form-grid">
        {cells.map(({ item, partner, partnerLabel, wide }) => (
          <div
            key={item.name}
            className="record-form-cell"
            data-wide={wide || undefined}
            data-pair={partnerLabel && 'uneven'}
          >
            <FormField item={item} />
            {partner && <FormField item={partner} label={partnerLabel} />}
          </div>
        ))}
      </div>
    </section>
  ))
}
