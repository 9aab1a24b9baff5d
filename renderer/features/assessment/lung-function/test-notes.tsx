import { formatNumber } from '#shared/domain/format-number.ts'
import type { LungValue } from '#shared/domain/lung-function/lung-values.ts'
import { referenceSets } from '#shared/domain/lung-function/reference-sets.ts'
import { labelOf } from '#shared/domain/label-of.ts'
import { unitLabel } from '#shared/domain/units.ts'
import { valueOf, type TestReading } from './test-reading.ts'

/** What the values rest on, in sentences: the person, the hemoglobin, the laboratory’s set, the equations. */
export function TestNotes({ reading }: { readonly reading: TestReading }) {
  const { test, values } = reading
  const sets = [...new Set(values.flatMap(({ set, result }) => ('unavailable' in result ? [] : [set])))]
  const source = values.find((value) => value.source !== 'recorded')?.source
  const notes = [
    ...personNote(values),
    ...hemoglobinNote(valueOf(reading, 'dlco') ?? valueOf(reading, 'kco')),
    ...(test.bronchodilator === 'post' ? ['Measured after a bronchodilator.'] : []),
    ...(test.reported_set === undefined
      ? []
      : [`Reported percentages are of ${labelOf('pft', 'reported_set', test.reported_set)}.`]),
  ]
  return (
    <div className="lung-notes">
      {source && <p className="lung-source">{source === 'illustrative' ? 'Illustrative' : 'Synthetic'} values.</p>}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {sets.length > 0 && (
        <ul className="small soft">
          {sets.map((set) => {
            const { label, version, citation, doi } = referenceSets[set]
            return (
              <li key={set}>
                {label}, {version}. {citation}. doi:{doi}
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}

function personNote(values: readonly LungValue[]): readonly string[] {
  const subject = values.find((value) => value.subject)?.subject
  if (!subject) return []
  const { sex, age, height } = subject
  const person = sex === 'M' ? 'man' : 'woman'
  const doubt = age.doubt === 0 ? '' : ` ± ${formatNumber(age.doubt / 2, 1)}`
  const whose = values[0]?.recordId === height.recordId ? 'measured at the test' : 'of the case'
  const unknown = age.doubt === 0 ? '' : ' Birth or test is not known to the day.'
  return [
    `Predicted for a ${person} of ${age.years.toFixed(1)}${doubt} years and ${formatNumber(height.centimeters, 1)} cm (height ${whose}).${unknown}`,
  ]
}

function hemoglobinNote(value: LungValue | undefined): readonly string[] {
  switch (value?.hemoglobin?.by) {
    case 'registry': {
      const { hemoglobin, unit, factor } = value.hemoglobin
      return [
        `DLCO and KCO corrected for a hemoglobin of ${formatNumber(hemoglobin, 1)} ${unitLabel(unit)} (× ${factor.toFixed(3)}).`,
      ]
    }
    case 'laboratory':
      return ['DLCO and KCO as the laboratory corrected them for hemoglobin.']
    case 'nobody':
      return [`DLCO and KCO compared as measured: ${value.hemoglobin.why}.`]
    case undefined:
      return []
  }
}
