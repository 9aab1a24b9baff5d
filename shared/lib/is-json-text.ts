/** SQLite's own limit: deeper text is none to it. */
const deepest = 1000

/** True for text that both JSON.parse and SQLite take for JSON. */
export function isJsonText(text: string): boolean {
  try {
    JSON.parse(text)
  } catch {
    return false
  }
  let depth = 0
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === '[' || token === '{') depth += 1
    else if (token === ']' || token === '}') depth -= 1
    if (depth > deepest) return false
  }
  return true
}
