import { fromTo, type ItemChange } from './record-changes.ts'
import './item-changes.css'

/** Answers that changed, old and new side by side. */
export function ItemChanges({ changes }: { readonly changes: readonly ItemChange[] }) {
  return (
    <dl className="item-changes">
      {changes.map((change) => (
        <div key={change.name}>
          <dt>{change.label}</dt>
          <dd>
            <OldAndNew {...change} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** What is new stands out; what was is struck through, and said to be old to who only hears it. */
function OldAndNew({ from, to }: Pick<ItemChange, 'from' | 'to'>) {
  if (from === undefined) return <>{to}</>
  const [old] = fromTo({ from, to: to ?? 'empty' }).split(' → ')
  return (
    <>
      <del>{to === undefined ? from : old}</del> <span aria-hidden>→</span>
      <span className="visually-hidden">now</span> {to ?? <span className="item-empty">empty</span>}
    </>
  )
}
