import type { Choice } from '#shared/dictionary/define-form.ts'
import { presence } from '#shared/dictionary/lists/answers.ts'
import type { Presence } from './manifestation-states.ts'

interface ManifestationRowProps {
  readonly term: Choice
  readonly status: Presence | undefined
  /** What was found last, `present` and `12 Apr 2020`. */
  readonly last: { readonly status: Presence; readonly date: string } | undefined
  /** The Tab key stops at this row. */
  readonly isCurrent: boolean
  readonly onFocus: () => void
  /** Nothing where the answer is taken back. */
  readonly onFound: (status: Presence | undefined) => void
}

const letterOf = (code: Presence) => code.charAt(0).toUpperCase()

/** One manifestation: present, absent or unknown, and what it was last time. */
export function ManifestationRow({ term, status, last, isCurrent, onFocus, onFound }: ManifestationRowProps) {
  return (
    <div
      className="manifestation-row"
      role="radiogroup"
      aria-label={term.label}
      data-term={term.code}
      data-found={status}
      onFocus={onFocus}
    >
      <span className="manifestation-term">{term.label}</span>
      <span className="manifestation-answers">
        {presence.map(({ code, label }, index) => (
          <button
            key={code}
            type="button"
            role="radio"
            aria-checked={status === code}
            aria-label={label}
            title={label}
            data-answer={code}
            tabIndex={isCurrent && (status === undefined ? index === 0 : status === code) ? 0 : -1}
            onClick={() => onFound(status === code ? undefined : code)}
          >
            {letterOf(code)}
          </button>
        ))}
      </span>
      <span className="manifestation-last">
        {last && (
          <>
            <span className="visually-hidden">Last time {last.status}, </span>
            <span aria-hidden>{letterOf(last.status)}</span> {last.date}
          </>
        )}
      </span>
    </div>
  )
}
