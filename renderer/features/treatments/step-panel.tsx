import { useState } from 'react'
import type { RecordValues } from '#shared/dictionary/record.ts'
import type { DoseStep, Treatment } from '#shared/domain/exposure.ts'
import { doseLine, readDoseLine } from './dose-text.ts'
import { Panel, type RecordPanelProps } from './panel.tsx'
import { PanelField, TextLine } from './panel-field.tsx'
import { useKeptTyping, useRestored } from './typed-panel.ts'
import { useFields } from './use-fields.ts'

interface StepPanelProps extends RecordPanelProps {
  readonly treatment: Treatment
  /** The dose to change; without one, a new dose. */
  readonly step?: DoseStep
  /** What a new dose starts with. */
  readonly prefill?: RecordValues
}

/** A dose of a course: from when, how much, and why it was changed. */
export function StepPanel(props: StepPanelProps) {
  const { record, treatment, step, prefill = {}, drugName, today, newId, onTake, onClose } = props
  const fields = useFields('dose_step', step ?? { treatment: treatment.id, ...prefill }, record, today)
  const [start] = useState(() => (step ? doseLine(step) : ''))
  const [line, setLine] = useState(useRestored<string>('line') ?? start)
  const [problem, setProblem] = useState<string>()
  useKeptTyping({ draft: fields.draft, line })
  const read = readDoseLine(line, treatment.drug)
  const submit = (reasons?: readonly string[]) => {
    if ('problem' in read) return setProblem(read.problem)
    // A dose that nobody touched stays as it is written, also where it is written oddly.
    const taken = fields.take({ reasons, ...(line === start ? {} : { values: read.values }) })
    if (!taken) return
    const id = step?.id ?? newId()
    onTake([{ do: step ? 'change' : 'add', form: 'dose_step', id, ...taken }], id)
  }
  return (
    <Panel
      title={step ? `Dose of ${drugName}` : `New dose of ${drugName}`}
      submitLabel={step ? 'Change' : 'Add'}
      onSubmit={submit}
      fields={fields}
      onClose={onClose}
    >
      <div className="panel-fields">
        <PanelField fields={fields} name="started" autoFocus={!step} />
        <TextLine
          name="dose"
          label="Dose"
          value={line}
          onChange={(text) => {
            setLine(text)
            setProblem(undefined)
          }}
          placeholder="20 mg daily"
          problem={problem ?? fields.problems['dose']}
          note={'problem' in read ? read.problem : line === '' ? 'Empty where it is not known' : read.echo}
          autoFocus={step !== undefined}
        />
        <PanelField fields={fields} name="reason" />
        <PanelField fields={fields} name="reason_detail" />
        <PanelField fields={fields} name="ended" note={endNote(fields.draft['ended']?.text)} />
      </div>
    </Panel>
  )
}

const endNote = (text: string | undefined) => (text ? undefined : 'Empty: until the next dose')
