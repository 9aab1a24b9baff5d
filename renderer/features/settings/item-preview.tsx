import { useId, useMemo, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { doubtsOf, refusalsOf } from '#shared/dictionary/check-values.ts'
import type { Form, Item } from '#shared/dictionary/define-form.ts'
import { itemOfSite, type SiteItem } from '#shared/dictionary/site-items.ts'
import { columnsOf, draftOf } from '#renderer/forms/draft.ts'
import { FormField } from '#renderer/forms/form-field.tsx'
import { RecordFormProvider, type DraftValues, type RecordFormContext } from '#renderer/forms/record-form-context.ts'
import { todayHere } from '#renderer/forms/today.ts'

const noop = () => {}

/** A measure is asked as a value in one of its units. */
function askedItem(site: SiteItem): Item {
  const hasUnits = site.kind === 'measure' && site.definition.units !== undefined
  const item = itemOfSite(hasUnits ? { ...site, definition: { ...site.definition, type: 'quantity' } } : site)
  return { ...item, label: item.label || 'No label yet' }
}

interface ItemPreviewProps {
  readonly kind: SiteItem['kind']
  readonly definition: SiteItem['definition']
}

/** The field as it will be asked, to be tried out: what is typed is judged and not kept. */
export function ItemPreview({ kind, definition }: ItemPreviewProps) {
  const said = JSON.stringify(definition)
  const form = useMemo((): Form => {
    const site: SiteItem = { id: '', version: 1, kind, form: '', name: 'x_preview', definition: JSON.parse(said) }
    const item = askedItem(site)
    return { id: 'preview', label: '', plural: '', about: '', repeats: true, listItems: [], items: [item] }
  }, [kind, said])
  return <TriedField key={`${kind} ${said}`} form={form} />
}

function TriedField({ form }: { readonly form: Form }) {
  const idPrefix = useId()
  const [today] = useState(todayHere)
  const { control } = useForm<DraftValues>({ defaultValues: draftOf(form) })
  const draft = useWatch({ control })
  const { values, problems } = columnsOf(form, draft as DraftValues, today)
  const found = [...problems, ...refusalsOf(form, values), ...doubtsOf(form, values)].map(({ message }) => message)
  const context: RecordFormContext = {
    form,
    control,
    idPrefix,
    today,
    caseRecord: undefined,
    recordId: undefined,
    doubts: found[0] === undefined ? {} : { x_preview: found[0] },
    confirmed: {},
    savedNow: undefined,
    keepAsDraft: () => Promise.resolve(),
    onAnswer: noop,
  }
  return (
    <RecordFormProvider value={context}>
      <FormField item={form.items[0]!} />
    </RecordFormProvider>
  )
}
