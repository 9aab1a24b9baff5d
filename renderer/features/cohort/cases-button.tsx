export const countWords = (count: number) => count.toLocaleString('en-US')

interface CasesButtonProps {
  readonly count: number
  /** Whom it counts, for who only hears it. */
  readonly of: string
  readonly onList: () => void
  readonly className?: string
}

/** A number that lists its cases. */
export function CasesButton({ count, of, onList, className = '' }: CasesButtonProps) {
  if (count === 0) return <span className={className}>0</span>
  return (
    <button
      type="button"
      className={`cases-button ${className}`}
      aria-label={`${countWords(count)} ${of}: list the cases`}
      onClick={onList}
    >
      {countWords(count)}
    </button>
  )
}
