import { useState } from 'react'
import type { RecordValues } from '#shared/dictionary/record.ts'
import { courseDefaults, restarted } from '#shared/domain/course-edits.ts'
import type { Treatment } from '#shared/domain/exposure.ts'
import type { Edit } from '#shared/domain/staged-records.ts'
import { readDoseLine } from './dose-text.ts'
import { Panel, type RecordPanelProps } from './panel.tsx'
import { PanelField, TextLine } from './panel-field.tsx'
import { useKeptTyping, useRestored } from './typed-panel.ts'
import { useFields } from './use-fields.ts'

export type CourseTask = 'add' | 'edit' | 'stop' | 'restart'

interface CoursePanelProps extends RecordPanelProps {
  readonly task: CourseTask
  /** The course concerned; none for a new one. */
  readonly treatment?: Treatment
  /** What a new one starts with. */
  readonly prefill?: RecordValues
}

/** A course: begun, changed, stopped, or begun again (which is a course of its own). */
export function CoursePanel(props: CoursePanelProps) {
  const { task, record, treatment, prefill = {}, drugName, today, newId, onTake, onClose } = props
  const isNew = task === 'add' || task === 'restart'
  const [start] = useState(() => {
    if (!treatment) return prefill
    if (task === 'restart') return restarted(treatment, today)
    return task === 'stop' ? { ...treatment, ended: treatment.ended ?? today } : treatment
  })
  const fields = useFields('treatment', start, record, today)
  const [line, setLine] = useState(useRestored<string>('line') ?? '')
  useKeptTyping({ draft: fields.draft, line })
  const [problem, setProblem] = useState<string>()
  const drug = fields.draft['drug']?.text
  const dose = readDoseLine(line, drug)

  const submit = (reasons?: readonly string[]) => {
    if (isNew && 'problem' in dose) return setProblem(dose.problem)
    const taken = fields.take({
      reasons,
      // The usual route is taken where none is said.
      values: task === 'add' && drug && !fields.draft['route']?.text ? courseDefaults(drug) : {},
    })
    if (!taken) return
    if (!isNew && treatment) {
      onTake([{ do: 'change', form: 'treatment', id: treatment.id, ...taken }], treatment.id)
      return
    }
    const id = newId()
    const course: Edit = { do: 'add', form: 'treatment', id, ...taken }
    if (line.trim() === '' || 'problem' in dose) return onTake([course], id)
    const values = { treatment: id, started: taken.values['started'] ?? null, reason: 'start', ...dose.values }
    onTake([course, { do: 'add', form: 'dose_step', id: newId(), values }], id)
  }

  return (
    <Panel
      title={titles[task](drugName)}
      submitLabel={submits[task]}
      onSubmit={submit}
      fields={fields}
      onClose={onClose}
    >
      <div className="panel-fields">
        {task === 'stop' ? (
          <>
            <PanelField fields={fields} name="ended" autoFocus />
            <PanelField fields={fields} name="stop_reason" />
            <PanelField fields={fields} name="stop_detail" />
          </>
        ) : (
          <>
            {task !== 'restart' && <PanelField fields={fields} name="drug" autoFocus />}
            <PanelField fields={fields} name="started" autoFocus={task === 'restart'} />
            {isNew && (
              <TextLine
                name="dose"
                label="First dose"
                value={line}
                onChange={(text) => {
                  setLine(text)
                  setProblem(undefined)
                }}
                placeholder="20 mg daily"
                problem={problem}
                note={'problem' in dose ? dose.problem : line === '' ? 'Empty where it is not known' : dose.echo}
              />
            )}
            <PanelField fields={fields} name="indication" />
            <PanelField fields={fields} name="line" />
            <PanelField fields={fields} name="route" />
            {task === 'edit' && (
              <>
                <PanelField fields={fields} name="ended" />
                <PanelField fields={fields} name="stop_reason" />
                <PanelField fields={fields} name="stop_detail" />
              </>
            )}
          </>
        )}
      </div>
    </Panel>
  )
}

const titles: Readonly<Record<CourseTask, (drug: string) => string>> = {
  add: () => 'New course',
  edit: (drug) => `Course of ${drug}`,
  stop: (drug) => `Stop ${drug}`,
  restart: (drug) => `Start ${drug} again`,
}
const submits: Readonly<Record<CourseTask, string>> = {
  add: 'Add',
  edit: 'Change',
  stop: 'Stop',
  restart: 'Start again',
}
