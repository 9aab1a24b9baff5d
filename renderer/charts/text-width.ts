/**
 * How wide a text will be, near enough to keep labels apart. Charts are laid out in pure functions, without a canvas to
 * measure on; the widths are those of Inter with tabular figures, rounded up.
 */
const narrow = new Set("iljtfrI.,:;'|!()[]/ ·-")
const wide = new Set('mwMW%@—')

/** @returns px at the given font size in px */
export function textWidth(text: string, fontSize: number): number {
  let em = 0
  for (const letter of text) {
    if (narrow.has(letter)) em += 0.34
    else if (wide.has(letter)) em += 0.9
    else if (letter >= 'A' && letter <= 'Z') em += 0.7
    else if (letter >= '0' && letter <= '9') em += 0.64
    else em += 0.58
  }
  return em * fontSize
}
