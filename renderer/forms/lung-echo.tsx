import { useWatch } from 'react-hook-form'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { hasPrediction, type LungIndex } from '#shared/domain/lung-function/lung-indices.ts'
import { lungValue } from '#shared/domain/lung-function/lung-values.ts'
import type { PulmonaryTest } from '#shared/domain/lung-function/pulmonary-test.ts'
import { referenceSets } from '#shared/domain/lung-function/reference-sets.ts'
import { useQueryOf } from '../ipc/use-contract.ts'
import { columnsOf } from './draft.ts'
import { useRecordForm } from './record-form-context.ts'

/** The percentage and z-score of a value that is being typed, once date, height and the person allow them. */
export function LungEcho({ item }: { readonly item: string }) {
  const { form } = useRecordForm()
  return form.id === 'pft' && hasPrediction(item) ? <Echo index={item} /> : null
}

function Echo({ index }: { readonly index: Exclude<LungIndex, 'ratio'> }) {
  const { form, control, caseRecord, today } = useRecordForm()
  const { data: settings } = useQueryOf('registry.settings', {})
  const names = [index, 'date', 'height', ...(index === 'dlco' || index === 'kco' ? ['haemoglobin', 'dlco_basis'] : [])]
  const fields = useWatch({ control, name: names })
  if (!caseRecord || !settings) return null
  const draft = Object.fromEntries(names.flatMap((name, at) => (fields[at] ? [[name, fields[at]]] : [])))
  const items = form.items.filter(({ name }) => names.includes(name))
  const { values } = columnsOf({ ...form, items }, draft, today)
  const test = { ...emptyTest, ...withoutNulls(values) } as unknown as PulmonaryTest
  const { result, set, hemoglobin } = lungValue(caseRecord, test, index, settings)
  if ('unavailable' in result) return null
  const z = `${result.z < 0 ? '−' : ''}${Math.abs(result.z).toFixed(2)}`
  const corrected = hemoglobin?.by === 'registry' ? ', corrected for hemoglobin' : ''
  return (
    <p className="field-note">
      {result.percent.toFixed(1)} % predicted, z {z} ({referenceSets[set].label}
      {corrected})
    </p>
  )
}

const emptyTest: AnyRecord = { id: '', version: 0, source: 'recorded', created_at: '', updated_at: '' }

const withoutNulls = (values: object) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
