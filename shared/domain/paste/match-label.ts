/**
 * Which measure a heading names. Headings are held against labels, codes and synonyms as whole names: nothing is matched
 * because it looks alike, so `CK-MB` is not CK.
 */
import type { Measure } from '../measures.ts'
import { asideWords, labelSynonyms, samplePrefix } from './label-synonyms.ts'
import { readPrintedUnit } from './read-unit.ts'
import { readRange } from './read-value.ts'

export interface ReadLabel {
  readonly measure?: Measure
  /** A unit that stands in the heading, as written. */
  readonly unit?: string
  /** A reference range that stands in the heading, as written. */
  readonly range?: string
}

export type LabelReader = (label: string) => ReadLabel

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/₀/g, '0')
    .replace(/₁/g, '1')
    .replace(/₂/g, '2')
    .replace(/[’`´]/g, "'")
    .replace(/[–—_]/g, '-')
    .replace(/[:*]+$/, '')
    .replace(/, as reported$/, '')
    .replace(/\s+/g, ' ')
    .trim()

/** `hs-TnT`, `hs TnT` and `hsTnT` are one name. */
const compact = (text: string) => text.replace(/[\s-]/g, '')

/** % of predicted has a measure of its own beside each volume. */
const percentWords =
  /^(?:%|in %|percent)?\s*(?:of |d\. ?|der |vom )?(?:pred(?:icted|\.)?|soll(?:wert)?|theo|th|prédit)?\.?$/

/** True for `%`, `% pred`, `% Soll`: the value is a share of what was predicted. */
export function saysPercent(text: string): boolean {
  const spelled = plain(text).replace(/^[[(](.*)[\])]$/, '$1')
  return /%|percent/.test(spelled) && percentWords.test(spelled)
}

function namesOf(measure: Measure): readonly string[] {
  const code = measure.form === 'laboratory' || !measure.name.endsWith('_pct') ? [measure.name] : []
  return [measure.label, measure.short ?? '', ...code, ...(labelSynonyms[measure.key] ?? [])]
}

interface Name {
  readonly name: string
  readonly unit?: string
  readonly percent: boolean
}

/** Takes a unit off the end of a heading: `CK U/L`, `Hb in g/dl`, `FVC %`, `FVC % pred`. */
function withoutUnit(text: string): Name {
  const words = text.split(' ')
  for (let count = Math.min(4, words.length - 1); count > 0; count--) {
    const unit = words.slice(-count).join(' ')
    const name = words.slice(0, -count).join(' ').replace(/ in$/, '')
    if (saysPercent(unit)) return { name, percent: true }
    if (readPrintedUnit(unit).length > 0) return { name, unit, percent: false }
  }
  const glued = /^(.*[^\s%])%$/.exec(text)
  return glued?.[1] ? { name: glued[1], percent: true } : { name: text, percent: false }
}

/** Makes a reader of headings. It remembers what it read: a heading stands over many values. */
export function labelReader(measures: readonly Measure[]): LabelReader {
  const byName = new Map<string, Measure | undefined>()
  for (const measure of measures)
    for (const name of namesOf(measure).map(plain).map(compact).filter(Boolean)) {
      const other = byName.get(name)
      // What names two measures names none, but the laboratory's comes first: `Hemoglobin` is not the one at a PFT.
      if (!other) byName.set(name, measure)
    }
  const byKey = new Map(measures.map((measure) => [measure.key, measure]))

  const named = (name: string): Measure | undefined =>
    byName.get(compact(name)) ?? byName.get(compact(name.replace(samplePrefix, '')))

  /** The measure of a name that may hold asides, or two names for the same: `AST/GOT`, `CK, serum`. */
  function measureOfParts(text: string): Measure | undefined {
    const whole = named(text)
    if (whole) return whole
    const parts = text
      .split(/[/,;=]|(?<=\s)-(?=\s)/)
      .map((part) => part.trim())
      .filter((part) => part !== '' && !asideWords.has(part))
    const found = parts.map((part) => named(part) ?? named(withoutAside(part)))
    return found.length > 0 && found.every((measure) => measure && measure === found[0]) ? found[0] : undefined
  }

  function withoutAside(text: string): string {
    const words = text.split(' ')
    for (let count = Math.min(2, words.length - 1); count > 0; count--) {
      if (asideWords.has(words.slice(-count).join(' '))) return words.slice(0, -count).join(' ')
      if (asideWords.has(words.slice(0, count).join(' '))) return words.slice(count).join(' ')
    }
    return text
  }

  function read(label: string): ReadLabel {
    const text = plain(label)
    if (text === '' || text.length > 120) return {}
    const direct = named(text)
    if (direct) return { measure: direct }
    let unit: string | undefined
    let range: string | undefined
    let percent = false
    const asides: string[] = []
    const rest = text.replace(/[([{]([^()[\]{}]*)[)\]}]/g, (_, inner: string) => {
      if (saysPercent(inner)) percent = true
      else if (readPrintedUnit(inner).length > 0) unit = inner
      else if (readRange(inner)) range = inner
      else asides.push(inner)
      return ' '
    })
    // A unit behind a comma: `CK, U/L`.
    const pieces = rest.split(/,(?=\s)/).map((piece) => piece.replace(/\s+/g, ' ').trim())
    const kept = pieces.filter((piece, index) => {
      if (index === 0) return true
      if (saysPercent(piece)) return !(percent = true)
      if (readPrintedUnit(piece.replace(/^in /, '')).length === 0) return piece !== ''
      unit = piece.replace(/^in /, '')
      return false
    })
    const last = withoutUnit(kept.join(', '))
    unit ??= last.unit
    percent ||= last.percent
    const name = [last.name, ...asides.filter((aside) => !asideWords.has(plain(aside)))].join(', ')
    let measure = measureOfParts(name)
    if (!measure && (last.unit !== undefined || last.percent)) measure = measureOfParts(kept.join(', '))
    const share = measure && percent ? byKey.get(`${measure.key}_pct`) : undefined
    return {
      ...(measure && { measure: share ?? measure }),
      ...(unit !== undefined ? { unit } : percent && { unit: '%' }),
      ...(range !== undefined && { range }),
    }
  }

  const known = new Map<string, ReadLabel>()
  return (label) => {
    const found = known.get(label) ?? read(label)
    known.set(label, found)
    return found
  }
}
