import { Button } from '@mantine/core'
import { formOf } from '#shared/dictionary/forms.ts'
import { focusControl } from '#renderer/forms/form-field.tsx'
import { LaboratorySection } from './laboratory-section.tsx'
import { PartForm } from './part-form.tsx'
import { RecordFields } from './record-fields.tsx'
import { SectionFrame } from './section-frame.tsx'
import { lastHint } from './section-open.ts'
import { TreatmentSection } from './treatment-section.tsx'
import { fieldsKey, type VisitForm } from './use-visit-form.ts'
import { pageId, useCount } from './visit-page-context.ts'
import type { Part } from './visit-parts.ts'
import { repeatedForms, visitSections, type VisitSection } from './visit-sections.ts'

interface SectionProps {
  readonly form: VisitForm
  readonly section: VisitSection
}

/** All sections in clinic order, down one column after the other. The visit's own are one record, spread among the others. */
export function VisitColumns({ form }: { readonly form: VisitForm }) {
  const visit = form.parts.find(({ key }) => key === 'visit')!
  return (
    <PartForm name="visit" form={visit.form} recordId={visit.record?.id}>
      {[0, 1, 2].map((column) => (
        <div key={column} className="visit-column">
          {visitSections
            .filter((section) => section.column === column)
            .map((section) => (
              <SectionOfKind key={section.id} form={form} section={section} />
            ))}
        </div>
      ))}
    </PartForm>
  )
}

function SectionOfKind({ form, section }: SectionProps) {
  const visit = form.parts.find(({ key }) => key === 'visit')!
  const isOpen = form.isOpen(section.id)
  const frame = {
    section,
    isOpen,
    onToggle: (opens: boolean) => form.open([section.id], opens),
    hint: lastHint(section, form.base.caseRecord, form.date),
  }
  if (section.form === 'visit') {
    if (form.shownOf(section, visit).all.length === 0) return null
    return <SectionFrame {...frame}>{isOpen && <Fields {...{ form, section }} part={visit} />}</SectionFrame>
  }
  if (section.id === 'laboratory')
    return (
      <PartForm name="laboratory" form={formOf('laboratory')}>
        <SectionFrame {...frame}>
          {isOpen && (
            <LaboratorySection
              rows={form.rows}
              onAdd={(code) => {
                form.addTest(code)
                focusControl(`${pageId}-laboratory-${code}`)
              }}
            />
          )}
        </SectionFrame>
      </PartForm>
    )
  if (section.id === 'treatment')
    return (
      <PartForm name="treatment" form={formOf('treatment')}>
        <SectionFrame {...frame}>{isOpen && <TreatmentSection rows={form.treatments} />}</SectionFrame>
      </PartForm>
    )
  return (
    <SectionFrame {...frame}>
      <Records {...{ form, section }} isOpen={isOpen} />
    </SectionFrame>
  )
}

/** The records of a section that can hold several; their forms stand also while it is closed. */
function Records({ form, section, isOpen }: SectionProps & { readonly isOpen: boolean }) {
  const repeated = repeatedForms.find((id) => id === section.form)
  return (
    <>
      {form.parts
        .filter((part) => part.form.id === section.form)
        .map((part) => (
          <PartForm key={part.key} name={part.key} form={part.form} recordId={part.record?.id}>
            {isOpen && (
              <div className="visit-record">
                <Fields {...{ form, section, part }} />
              </div>
            )}
          </PartForm>
        ))}
      {isOpen && repeated && <AddAnother section={section} onAdd={() => focusFirst(section, form.addPart(repeated))} />}
    </>
  )
}

/** Offered once something stands in the first. */
function AddAnother({ section, onAdd }: { readonly section: VisitSection; readonly onAdd: () => void }) {
  const isStarted = useCount(section.id).done > 0
  if (!isStarted) return null
  return (
    <Button className="visit-more" size="compact-sm" variant="subtle" color="gray" onClick={onAdd}>
      Add {section.another}
    </Button>
  )
}

function focusFirst(section: VisitSection, part: Part): void {
  const field = section.form === 'infusion' ? 'given' : (section.core?.[0] ?? part.form.items[1]!.name)
  focusControl(`${pageId}-${part.key}-${field}`)
}

function Fields({ form, section, part }: SectionProps & { readonly part: Part }) {
  return (
    <RecordFields
      items={form.shownOf(section, part)}
      showsAll={form.showsAll.has(fieldsKey(section.id, part.key))}
      onShowAll={() => form.showAll(fieldsKey(section.id, part.key))}
    />
  )
}
