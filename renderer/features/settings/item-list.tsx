import type { KeyboardEvent, Ref } from 'react'
import ChartIcon from '@tabler/icons-react/dist/esm/icons/IconChartLine.mjs'
import type { SiteItem } from '#shared/dictionary/site-items.ts'
import { answerWords, placeLabel, placeOf, places } from './item-words.ts'

interface ItemListProps {
  readonly items: readonly SiteItem[]
  readonly current: string | undefined
  readonly onSelect: (item: SiteItem) => void
  readonly onEdit: (item: SiteItem) => void
  readonly ref: Ref<HTMLElement>
}

/** What the site added, by form. Arrow keys move, Enter changes one. */
export function ItemList({ items, current, onSelect, onEdit, ref }: ItemListProps) {
  const groups = places
    .map(({ value }) => ({ place: value, own: items.filter((item) => placeOf(item) === value) }))
    .filter(({ own }) => own.length > 0)
  const reached = current ?? groups[0]?.own[0]?.id
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
    buttons[buttons.indexOf(document.activeElement as HTMLElement) + step]?.focus()
  }
  return (
    // Arrow keys are heard here for all of the list.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <nav className="item-list" aria-label="Items and measures" ref={ref} onKeyDown={onKeyDown}>
      {groups.map(({ place, own }) => (
        <section key={place} aria-label={placeLabel(place)}>
          <h2>{placeLabel(place)}</h2>
          <ul>
            {own.map((item) => (
              <li key={item.id}>
                <button
                  type="button"
                  aria-current={item.id === current ? 'true' : undefined}
                  data-retired={item.retired || undefined}
                  tabIndex={item.id === reached ? 0 : -1}
                  onFocus={() => onSelect(item)}
                  onClick={(event) => (event.detail === 0 ? onEdit(item) : onSelect(item))}
                  onDoubleClick={() => onEdit(item)}
                >
                  <span className="item-list-label">{item.definition.label}</span>
                  <span className="unit">{item.retired ? 'Retired' : answerWords(item.definition)}</span>
                  {item.definition.chart && <ChartIcon size={14} stroke={1.75} role="img" aria-label="On the chart" />}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}
