import { Button, Textarea } from '@mantine/core'
import { useEffect, useId, useState, type KeyboardEvent } from 'react'
import { itemOf } from '#shared/dictionary/forms.ts'
import { inWords, type Verdict } from '#shared/domain/judgments.ts'
import { ChoiceRow } from '#renderer/forms/fields/choice-row.tsx'
import { useRestoredFocus } from '#renderer/forms/use-restored-focus.ts'

interface OverruleFormProps {
  readonly ruleName: string
  /** What the rule says. */
  readonly computed: Verdict
  readonly isPending: boolean
  readonly onJudge: (verdict: Verdict, reason: string) => void
  readonly onClose: () => void
}

/** Another verdict than the rule’s, and why. Digits choose, Enter saves, Escape leaves all as it is. */
export function OverruleForm({ ruleName, computed, isPending, onJudge, onClose }: OverruleFormProps) {
  useRestoredFocus()
  const id = useId()
  const others = othersThan(computed)
  const [verdict, setVerdict] = useState<string>('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const chosen = others.find(({ code }) => code === verdict)
  // Once, when it opens.
  useEffect(() => document.getElementById(`${id}-choices-${others[0]?.code}`)?.focus(), [id, others[0]?.code])

  const submit = () => {
    setTried(true)
    if (chosen && reason.trim()) onJudge(chosen.code, reason.trim())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
    } else if (event.key === 'Enter' && !event.shiftKey && !(event.target instanceof HTMLButtonElement)) {
      event.preventDefault()
      submit()
    }
  }
  return (
    <form
      className="judgment-form"
      aria-label={`Overrule ${ruleName}`}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="field">
        <span className="field-label" id={`${id}-label`}>
          The rule says {inWords(computed)}. Your judgment
        </span>
        <ChoiceRow
          id={`${id}-choices`}
          choices={others}
          value={verdict}
          onChange={setVerdict}
          demandsAnswer
          aria-labelledby={`${id}-label`}
          aria-invalid={tried && !chosen}
        />
        {tried && !chosen && <p className="field-note field-problem">Choose your judgment.</p>}
      </div>
      <Textarea
        label="Reason"
        rows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={tried && !reason.trim() && 'You differ from what the rule says: say why.'}
      />
      <div className="judgment-actions">
        <Button type="submit" size="compact-sm" loading={isPending}>
          Save judgment <kbd aria-hidden>Enter</kbd>
        </Button>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onClose}>
          Cancel <kbd aria-hidden>Esc</kbd>
        </Button>
      </div>
    </form>
  )
}

/** The verdicts that differ from the rule’s, as the form of judgments words them. */
function othersThan(computed: Verdict): readonly { readonly code: Verdict; readonly label: string }[] {
  const item = itemOf('judgment', 'verdict')
  const choices = item?.type === 'choice' ? item.choices : []
  return choices.flatMap(({ code, label }) => (code === computed ? [] : [{ code: code as Verdict, label }]))
}
