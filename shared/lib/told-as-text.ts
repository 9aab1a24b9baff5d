/** What a spreadsheet takes for a formula (OWASP, “CSV injection”), also behind spaces, and as the wide signs of East Asian keyboards. */
const formula = /^\s*[=+\-@\t\r＝＋－＠]/
const number = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/

/** Text as it stands in a CSV: what a spreadsheet would run is told as text by a leading apostrophe. */
export const toldAsText = (text: string): string => (formula.test(text) && !number.test(text) ? `'${text}` : text)
