import type { Item } from '#shared/dictionary/define-form.ts'
import { useRecordForm } from '../record-form-context.ts'
import { unsettledWords } from './query-words.ts'

/** How many queries about an item are unsettled, and the way to them. The key is the field's: it costs no stop of Tab. */
export function FieldQueries({ item }: { readonly item: Item }) {
  const { queries = [], onAsk } = useRecordForm()
  const own = queries.filter((query) => query.item === item.name)
  const count = (status: string) => own.filter((query) => query.status === status).length
  const words = unsettledWords({ open: count('open'), answered: count('answered') })
  if (!onAsk || !words) return null
  return (
    <p className="field-note field-doubt">
      <button type="button" className="text-button" tabIndex={-1} aria-keyshortcuts="Alt+Q" onClick={() => onAsk(item)}>
        {words}
      </button>{' '}
      {own[0]?.messages.at(-1)?.text}
    </p>
  )
}
