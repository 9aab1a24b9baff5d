import type { Item } from '#shared/dictionary/define-form.ts'
import { itemOf, type FormId } from '#shared/dictionary/forms.ts'
import { drugOf } from '#shared/dictionary/lists/drugs.ts'
import { laboratoryTestOf } from '#shared/dictionary/lists/laboratory-tests.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { DraftOfferFrame } from '#renderer/forms/draft-offer-frame.tsx'
import { isBlank, type FieldDraft } from '#renderer/forms/draft.ts'
import type { VisitContent } from './visit-content.ts'
import { formOfKey } from './visit-parts.ts'
import { visitSections } from './visit-sections.ts'

interface VisitDraftOfferProps {
  readonly content: VisitContent
  readonly caseRecord: CaseRecord
  /** UTC ISO time of the last keystroke that was kept. */
  readonly savedAt: string
  readonly onGoOn: () => void
  readonly onDiscard: () => void
  /** Neither: the draft stays as it is. */
  readonly onLater: () => void
}

/** What was typed into this page before and never saved is offered before anything can be typed over it. */
export function VisitDraftOffer({ content, caseRecord, ...offer }: VisitDraftOfferProps) {
  return (
    <DraftOfferFrame {...offer} columns={['Section', 'You typed']}>
      {typedLines(content, caseRecord).map(({ label, text }, index) => (
        <tr key={`${label} ${index}`}>
          <th scope="row">{label}</th>
          <td>
            <span className="draft-offer-value">{text}</span>
          </td>
        </tr>
      ))}
    </DraftOfferFrame>
  )
}

/** A line for each section in clinic order: its answers one after the other. */
function typedLines({ drafts }: VisitContent, { records }: CaseRecord): readonly { label: string; text: string }[] {
  const drugs = new Map(records.treatment.map(({ id, drug }) => [id, drug && drugOf(drug)?.label]))
  return visitSections.flatMap(({ id, title, form }) => {
    // The visit's own sections are one part: its answers are told once.
    if (form === 'visit' && id !== 'visit') return []
    const parts = Object.keys(drafts).filter((part) => formOfKey(part) === form)
    return parts.flatMap((part) => {
      const typed = Object.entries(drafts[part]!).filter(([, field]) => field && !isBlank(field))
      const words = typed.flatMap(([name, field]) => {
        const label = part === 'laboratory' ? laboratoryTestOf(name)?.label : drugs.get(name)
        if (part === 'laboratory' || part === 'treatment') return wordsOf(label, itemIn(form, name), field)
        const item = itemOf(form, name)
        return item && item.type !== 'reference' ? wordsOf(item.label, item, field) : []
      })
      const says =
        part === 'visit' || words.some((word) => !/^(Date|Onset|First day|Sample date|Laboratory)\b/.test(word))
      return says ? [{ label: title, text: words.join(' · ') }] : []
    })
  })
}

/** The item behind a field of the small records: reasons of a change, drugs that are started, where a result is from. */
function itemIn(form: FormId, field: string): Item | undefined {
  if (form === 'laboratory') return itemOf('laboratory', field)
  if (field.endsWith('_drug')) return itemOf('treatment', 'drug')
  return field.endsWith('_reason') ? itemOf('dose_step', 'reason') : undefined
}

function wordsOf(
  label: string | undefined,
  item: Item | undefined,
  { text, codes, unmatched }: FieldDraft,
): readonly string[] {
  const name = label ?? item?.label
  const labelOf = (code: string) =>
    (item && 'choices' in item ? item.choices.find((choice) => choice.code === code)?.label : undefined) ?? code
  const answer = unmatched ?? (codes?.length ? codes.map(labelOf).join(', ') : labelOf(text))
  return [name ? `${name} ${answer}` : answer]
}
