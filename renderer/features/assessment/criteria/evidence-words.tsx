import type { CaseRecord } from '#shared/domain/case-record.ts'
import { labelOf } from '#shared/domain/label-of.ts'
import type { Criterion, UsedInput } from '#shared/domain/rules/rule-finding.ts'
import { RecordLink } from '#renderer/app/record-link.tsx'

interface EvidenceWordsProps {
  readonly criterion: Criterion
  readonly record: CaseRecord
}

/** What the record says on an item, each value leading to its record. */
export function EvidenceWords({ criterion: { because, inputs }, record }: EvidenceWordsProps) {
  const [first] = inputs
  if (!first) return <span className="soft">{because}</span>
  const told = `${inputs.map(({ text }) => text).join(', ')}.`
  if (!because.startsWith(told))
    return (
      <RecordLink form={first.form} recordId={first.recordId}>
        {because}
      </RecordLink>
    )
  return (
    <>
      {inputs.map((input, index) => (
        <span key={`${input.recordId} ${input.item ?? ''}`}>
          {index > 0 && ', '}
          <RecordLink form={input.form} recordId={input.recordId}>
            {inputs.length === 1 ? withoutTerm(input, record) : input.text}
          </RecordLink>
          {input.source === 'illustrative' && <span className="source-mark"> illustrative</span>}
        </span>
      ))}
      <span className="soft">{because.slice(told.length)}</span>
    </>
  )
}

/** Beside the name of the item its term need not be said again: `present since Mar 2019`. */
function withoutTerm({ form, recordId, text }: UsedInput, { records }: CaseRecord): string {
  if (form !== 'manifestation') return text
  const term = records.manifestation.find(({ id }) => id === recordId)?.term
  const label = term && labelOf('manifestation', 'term', term)
  return label && text.startsWith(`${label} `) ? text.slice(label.length + 1) : text
}
