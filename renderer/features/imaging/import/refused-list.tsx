import type { FoundImages } from '#shared/ipc/areas/image-imports.ts'
import { countWords } from './series-words.ts'

interface RefusedListProps {
  readonly title: string
  readonly refused: FoundImages['refused']
}

/** Files that were refused, by reason. Shows nothing where there are none. */
export function RefusedList({ title, refused }: RefusedListProps) {
  if (refused.length === 0) return null
  const count = refused.reduce((sum, each) => sum + each.count, 0)
  return (
    <details className="import-refused">
      <summary>
        {title}: {countWords(count, 'file', 'files')}
      </summary>
      <ul>
        {refused.map((each) => (
          <li key={`${each.reason} ${each.because}`}>
            {each.count === 1
              ? each.examples[0]
              : `${each.examples.join(', ')}${each.count > each.examples.length ? ' …' : ''}`}
            {each.count > 1 && ` (${each.count})`}: {each.because}
          </li>
        ))}
      </ul>
    </details>
  )
}
