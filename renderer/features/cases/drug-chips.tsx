import type { CSSProperties } from 'react'
import { drugColor } from '../../charts/drug-colors.ts'
import { drugLabel, drugName } from './case-words.ts'

const shown = 3

/** Drugs running now, each with the color that it has in the chart and on paper. */
export function DrugChips({ drugs }: { readonly drugs: readonly string[] }) {
  if (drugs.length === 0) return null
  return (
    <span className="case-drugs" title={drugs.map(drugName).join(', ')}>
      {drugs.slice(0, shown).map((drug) => (
        <span key={drug} className="case-drug" style={colorsOf(drug)}>
          {drugLabel(drug)}
        </span>
      ))}
      {drugs.length > shown && <span className="soft small">+{drugs.length - shown}</span>}
    </span>
  )
}

/** Both at once, the style sheet takes one: a row need not know which theme is on. */
const colorsOf = (drug: string): CSSProperties =>
  ({ '--drug-light': drugColor(drug, 'light'), '--drug-dark': drugColor(drug, 'dark') }) as CSSProperties
