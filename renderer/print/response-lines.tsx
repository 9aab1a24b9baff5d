import type { ResponseLine } from '#shared/domain/documents/response-words.ts'
import { Marked } from './marked.tsx'

export function ResponseLines({ lines }: { readonly lines: readonly ResponseLine[] }) {
  return (
    <ul className="response-lines">
      {lines.map(({ text, source }) => (
        <li key={text}>
          {text}
          <Marked source={source} />
        </li>
      ))}
    </ul>
  )
}
