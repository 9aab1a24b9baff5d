import { Button, Group } from '@mantine/core'
import { useId, useState } from 'react'
import { formOf } from '#shared/dictionary/forms.ts'
import type { ReasonWanted } from '#shared/domain/course-edits.ts'
import { doseLabel } from '#shared/domain/dose.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { Edit } from '#shared/domain/staged-records.ts'
import type { ChoiceItem } from '#shared/dictionary/define-form.ts'
import { Dialog } from '../../app/dialog.tsx'
import { ChoiceListField } from '../../forms/fields/choice-list-field.tsx'
import { ReasonForm } from '../../forms/reason-form.tsx'
import { useRestoredFocus } from '../../forms/use-restored-focus.ts'

interface SaveDialogProps {
  readonly wanted: readonly ReasonWanted[]
  readonly drugOfStep: (stepId: string) => string
  /** The registry asks for a reason whenever something saved is changed. */
  readonly asksForReason: boolean
  /** @returns false where it could not be saved */
  readonly onSave: (reasons: readonly Edit[], reason?: string) => Promise<boolean>
  readonly onClose: () => void
}

const reasonItem = formOf('dose_step').items.find(({ name }) => name === 'reason') as ChoiceItem

const asks: Readonly<Record<ReasonWanted['why'], string>> = {
  none: 'Why this dose?',
  'goes-up': 'Called a taper, but the dose goes up. Why?',
  'goes-down': 'Called an increase, but the dose goes down. Why?',
}

/** Asks what is still lacking before the changes are saved: why each dose became what it is. */
export function SaveDialog({ wanted, drugOfStep, asksForReason, onSave, onClose }: SaveDialogProps) {
  useRestoredFocus()
  const id = useId()
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const [tried, setTried] = useState(false)
  const lacks = (stepId: string) => tried && !reasons[stepId]
  /** @returns false where a dose still has no reason, or it could not be saved */
  const save = async (reason?: string): Promise<boolean> => {
    setTried(true)
    if (wanted.some(({ step }) => !reasons[step.id])) return false
    const edits = wanted.map(({ step: { id } }) => ({
      do: 'change' as const,
      form: 'dose_step' as const,
      id,
      values: { reason: reasons[id]! },
    }))
    return onSave(edits, reason)
  }
  const doses = (
    <div className="save-reasons">
      {wanted.map(({ step, why }, index) => (
        <div className="field" key={step.id} data-autofocus={index === 0 || undefined}>
          <label className="field-label" id={`${id}-${step.id}-label`} htmlFor={`${id}-${step.id}`}>
            {drugOfStep(step.id)} {doseLabel(step)}
            {step.started === undefined ? '' : ` from ${formatPartialDate(step.started)}`}
          </label>
          <ChoiceListField
            item={{ ...reasonItem, label: `Reason for ${doseLabel(step)}` }}
            id={`${id}-${step.id}`}
            labelId={`${id}-${step.id}-label`}
            describedBy={`${id}-${step.id}-notes`}
            invalid={lacks(step.id)}
            field={{ text: reasons[step.id] ?? '' }}
            onChange={({ text }) => setReasons((known) => ({ ...known, [step.id]: text }))}
            placeholder={undefined}
          />
          <div className="field-notes">
            <p id={`${id}-${step.id}-notes`} className={lacks(step.id) ? 'field-note field-problem' : 'field-note'}>
              {asks[why]}
            </p>
          </div>
        </div>
      ))}
    </div>
  )
  return (
    <Dialog title="Save the changes" onClose={onClose}>
      {asksForReason ? (
        <ReasonForm
          submitLabel="Save"
          keepLabel="Not yet"
          draft={{ of: 'treatments/save', title: 'Reason to change treatments' }}
          onSubmit={save}
          onClose={onClose}
        >
          <p className="soft">This registry asks for a reason. It stands in the history.</p>
          {doses}
        </ReasonForm>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
        >
          {doses}
          <Group gap={8} mt={16}>
            <Button type="submit">Save</Button>
            <Button variant="default" onClick={onClose}>
              Not yet
            </Button>
          </Group>
        </form>
      )}
    </Dialog>
  )
}
