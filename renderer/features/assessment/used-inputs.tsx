import { leastRealSource, type UsedInput } from '#shared/domain/rules/rule-finding.ts'
import { RecordLink } from '#renderer/app/record-link.tsx'

/** What was used, each leading to its record. */
export function UsedInputs({ inputs }: { readonly inputs: readonly UsedInput[] }) {
  if (inputs.length === 0) return <p className="soft small">No record was used.</p>
  return (
    <ul className="used-inputs">
      {inputs.map((input) => (
        <li key={`${input.recordId} ${input.item ?? ''}`}>
          <RecordLink form={input.form} recordId={input.recordId}>
            {input.text}
          </RecordLink>
          {input.source !== 'recorded' && <span className="source-mark"> {input.source}</span>}
        </li>
      ))}
    </ul>
  )
}

/** Said beside a finding that rests on anything but recorded values. */
export function SourceMark({ inputs }: { readonly inputs: readonly UsedInput[] }) {
  const source = leastRealSource(inputs)
  return source ? <span className="source-mark">rests on {source} values</span> : null
}
