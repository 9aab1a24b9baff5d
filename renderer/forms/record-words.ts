/** A change of one record in one line. */
import type { RegistryForm } from '#shared/dictionary/forms.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import { fromTo } from './record-changes.ts'
import type { ItemChange, RecordEvent } from './record-changes.ts'

export interface RecordChangeInWords {
  /** Missing for a table that is no form. */
  readonly form: RegistryForm | undefined
  readonly event: RecordEvent
  /** `CK, 12 Apr 2021` */
  readonly subject: string
  readonly changes: readonly ItemChange[]
  /** What it says is kept from who looks, so there are no changes to tell. */
  readonly isKeptBack?: boolean
}

/** `Prednisone: dose 20 → 15 mg, taper` */
export function recordWords({ subject, event, changes, form, isKeptBack = false }: RecordChangeInWords): string {
  if (isKeptBack) return `${subject} ${event}`
  switch (event) {
    case 'voided':
    case 'restored':
      return `${subject} ${event}`
    case 'added': {
      const told = form?.id === 'dose_step' || form?.id === 'laboratory' ? valuesOfNew(form, changes) : ''
      return told ? `${subject}: ${told}` : `${subject} added`
    }
    case 'changed': {
      if (changes.length === 0) return `${subject} saved without a change`
      const shown = changes.slice(0, 3).map((change) => changeWords(form, change))
      const more = changes.length - shown.length
      return `${subject}: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
    }
  }
}

/** A new dose or result is told by its numbers: `15 mg daily, taper`. */
function valuesOfNew(form: RegistryForm, changes: readonly ItemChange[]): string {
  const said = (name: string) => changes.find((change) => change.name === name)?.to
  if (form.id === 'laboratory') return said('value') ?? ''
  const dose = [said('dose') ?? said('dose_text'), said('frequency') && midSentence(said('frequency')!)]
  return [dose.filter(Boolean).join(' '), said('reason') && midSentence(said('reason')!)].filter(Boolean).join(', ')
}

const longest = 60

function changeWords(form: RegistryForm | undefined, { name, label, from, to }: ItemChange): string {
  const isChoice = form?.items.some((item) => item.name === name && item.type === 'choice')
  const inSentence = (text: string | undefined) => (isChoice && text !== undefined ? midSentence(text) : text)
  const words = fromTo({ from: inSentence(from), to: inSentence(to) })
  // A new reason speaks for itself.
  if (name === 'reason' && from === undefined) return words
  return words.length > longest ? `${midSentence(label)} rewritten` : `${midSentence(label)} ${words}`
}
