import { Checkbox, TextInput } from '@mantine/core'
import { paperFormIds, paperFormOf, type PaperFormId } from '#shared/domain/documents/paper-forms.ts'

interface PaperFormsChoiceProps {
  readonly chosen: readonly PaperFormId[]
  readonly onChoose: (forms: readonly PaperFormId[]) => void
  readonly code: string
  readonly onCode: (code: string) => void
}

/** Which forms are printed, and for which case. One always stays. */
export function PaperFormsChoice({ chosen, onChoose, code, onCode }: PaperFormsChoiceProps) {
  const toggle = (id: PaperFormId) => {
    const next = paperFormIds.filter((form) => (form === id ? !chosen.includes(id) : chosen.includes(form)))
    if (next.length > 0) onChoose(next)
  }
  return (
    <div className="paper-forms-choice">
      <div role="group" aria-label="Forms">
        {paperFormIds.map((id) => (
          <Checkbox
            key={id}
            size="xs"
            label={paperFormOf(id).title}
            checked={chosen.includes(id)}
            onChange={() => toggle(id)}
          />
        ))}
      </div>
      <TextInput
        label="Registry code"
        placeholder="left to write in"
        maxLength={40}
        value={code}
        onChange={(event) => onCode(event.currentTarget.value)}
      />
    </div>
  )
}
