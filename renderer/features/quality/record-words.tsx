import { formatPartialDate } from '#shared/domain/partial-date.ts'

interface RecordWordsProps {
  readonly name: string
  readonly date?: string | undefined
  readonly form: string
  readonly recordId?: string | undefined
}

/** A record in a list of many: when it was, then what it is. */
export function RecordWords({ name, date, form, recordId }: RecordWordsProps) {
  if (recordId === undefined) return <span className="soft">none yet</span>
  const words = form === 'case' ? 'Baseline' : name
  return (
    <span className="grid-text">
      {date !== undefined && form !== 'case' ? (
        <>
          {formatPartialDate(date)}
          <span className="unit"> {words}</span>
        </>
      ) : (
        words
      )}
    </span>
  )
}
