import { useWatch } from 'react-hook-form'
import { parseDose } from '#shared/domain/parse-dose.ts'
import { usualDose } from './dose-line.ts'
import { useRecordForm } from './record-form-context.ts'

interface DoseEchoProps {
  readonly text: string
  /** The field was left as it is: what is wrong with it is no longer because it is being typed. */
  readonly left: boolean
}

/** The dose that was understood, in words; once the line is left, also what is wrong with it. */
export function DoseEcho({ text, left }: DoseEchoProps) {
  const { control, caseRecord } = useRecordForm()
  const treatment = useWatch({ control, name: 'treatment' })
  if (text.trim() === '') return null
  const read = parseDose(text, usualDose(treatment?.text, caseRecord))
  if ('echo' in read) return <p className="field-note">{read.echo}</p>
  return left ? <p className="field-note field-doubt">{read.problem}</p> : null
}
