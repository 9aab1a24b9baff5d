/** The rows of a CSV file (RFC 4180) by the names of its columns. Not the product's own code: it checks that. */
export function readCsv(text: string): Record<string, string>[] {
  const [header = [], ...rows] = lines(text)
  return rows.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])))
}

function lines(text: string): string[][] {
  const all: string[][] = []
  let row: string[] = []
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/y
  while (cell.lastIndex < text.length) {
    const [, value = '', end] = cell.exec(text) ?? []
    row.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value)
    if (end === ',') continue
    all.push(row)
    row = []
  }
  return all
}
