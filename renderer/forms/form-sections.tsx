import { useMemo } from 'react'
import type { Form } from '#shared/dictionary/define-form.ts'
import { useShortcutNote } from '../app/shortcuts.tsx'
import { FormField } from './form-field.tsx'
import { sectionsOf } from './layout.ts'

interface FormSectionsProps {
  readonly form: Form
  readonly headingLevel: 2 | 3
}

/** The fields of a form under their headings, in as many columns as there is room for. */
export function FormSections({ form, headingLevel }: FormSectionsProps) {
  useShortcutNote('field-next')
  useShortcutNote('field-why-empty')
  useShortcutNote('field-same')
  const sections = useMemo(() => sectionsOf(form), [form])
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
