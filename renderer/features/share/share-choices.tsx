import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { forms, type FormId } from '#shared/dictionary/forms.ts'
import { staysWhole } from '#shared/domain/deidentify/share-columns.ts'
import type { ShareWish } from '#shared/ipc/areas/share.ts'
import { ChoiceRow } from '#renderer/forms/fields/choice-row.tsx'
import { anchorChoices, dateChoices, dateNotes, detailChoices } from './share-words.ts'

interface ShareChoicesProps {
  readonly wish: ShareWish
  readonly onChange: (change: Partial<ShareWish>) => void
}

const offered = forms.filter(({ id }) => id !== 'case' && !staysWhole.includes(id))
const thresholds = [3, 5, 10, 20]

/** Which cases leave, and in which detail. */
export function ShareChoices({ wish, onChange }: ShareChoicesProps) {
  const { dates, anchor, detail, without, threshold, withoutSmall, search = '' } = wish
  return (
    <section className="page-section share-choices" aria-labelledby="share-choices">
      <h2 id="share-choices">What leaves</h2>
      <div className="share-grid">
        <label htmlFor="share-search">Cases</label>
        <div>
          <TextInput
            id="share-search"
            className="share-search"
            placeholder="All, or those in which these words occur"
            value={search}
            maxLength={200}
            onChange={({ currentTarget: { value } }) => onChange({ search: value })}
          />
          <p className="small soft">Only cases whose consent covers sharing, or whose consent was waived.</p>
        </div>
        <label htmlFor="share-anchor">Anchor</label>
        <NativeSelect
          id="share-anchor"
          className="share-anchor"
          data={anchorChoices}
          value={anchor}
          onChange={({ currentTarget: { value } }) => onChange({ anchor: value })}
        />
        <span id="share-dates-label">Dates</span>
        <div>
          <ChoiceRow
            id="share-dates"
            aria-labelledby="share-dates-label"
            choices={dateChoices}
            value={dates}
            onChange={(code) => onChange({ dates: code === 'shift' ? 'shift' : 'relative' })}
            demandsAnswer
          />
          <p className="small soft">{dateNotes[dates]}</p>
        </div>
        {detailChoices.map(({ name, label, choices }) => (
          <div key={name} className="share-row">
            <span id={`share-${name}-label`}>{label}</span>
            <ChoiceRow
              id={`share-${name}`}
              aria-labelledby={`share-${name}-label`}
              choices={choices}
              value={detail[name]}
              onChange={(code) => onChange({ detail: { ...detail, [name]: code } as ShareWish['detail'] })}
              demandsAnswer
            />
          </div>
        ))}
        <span id="share-forms-label">Forms</span>
        <div role="group" aria-labelledby="share-forms-label" className="share-forms">
          {offered.map(({ id, plural }) => (
            <Checkbox
              key={id}
              label={plural}
              checked={!without.includes(id)}
              onChange={({ currentTarget: { checked } }) => onChange({ without: withForm(without, id, checked) })}
            />
          ))}
        </div>
        <label htmlFor="share-threshold">Small means fewer than</label>
        <div className="share-threshold">
          <NativeSelect
            id="share-threshold"
            data={thresholds.map(String)}
            value={String(threshold)}
            onChange={({ currentTarget: { value } }) => onChange({ threshold: Number(value) })}
          />
          <span>cases alike</span>
          <Checkbox
            label="Keep cases in small classes here"
            checked={withoutSmall}
            onChange={({ currentTarget: { checked } }) => onChange({ withoutSmall: checked })}
          />
        </div>
      </div>
    </section>
  )
}

const withForm = (without: readonly string[], id: FormId, leaves: boolean): string[] =>
  leaves ? without.filter((each) => each !== id) : [...without, id]
