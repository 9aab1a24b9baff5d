/** A result table as it is pasted elsewhere: text with tabs for a spreadsheet, HTML with journal rules for a word processor. */
import type { ResultTable } from '#shared/domain/cohort/analysis-result.ts'

/** Tabs between cells, the title above and the notes below. */
export function tableText({ title, columns, rows, notes }: ResultTable): string {
  const plain = (text: string) => text.replace(/[\t\n]+/g, ' ')
  const indent = (role: ResultTable['rows'][number]['role']) => (role === 'level' ? '  ' : '')
  return [
    title,
    columns.map(({ label }) => plain(label)).join('\t'),
    ...rows.map(({ cells, role }) => indent(role) + cells.map(({ text }) => plain(text)).join('\t')),
    ...notes,
  ].join('\n')
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

const rule = '1pt solid #000'

/** Three rules, no lines between: what a journal prints. Styles stand in the cells, since Word reads no style sheet. */
export function tableHtml({ title, columns, rows, notes }: ResultTable): string {
  const alignOf = (index: number) => (columns[index]?.numeric ? 'right' : 'left')
  const cell = (tag: 'th' | 'td', text: string, index: number, style: string) =>
    `<${tag} style="text-align:${alignOf(index)};padding:2pt 6pt;font-weight:normal;${style}">${escaped(text)}</${tag}>`
  const head = columns.map(({ label }, index) =>
    cell('th', label, index, `font-weight:bold;border-top:${rule};border-bottom:${rule}`),
  )
  const body = rows.map(({ cells, role }, at) => {
    const last = at === rows.length - 1 ? `border-bottom:${rule};` : ''
    const weight = role === 'heading' ? 'font-weight:bold;' : ''
    const inner = cells.map(({ text }, index) =>
      cell('td', text, index, last + weight + (role === 'level' && index === 0 ? 'padding-left:18pt;' : '')),
    )
    return `<tr>${inner.join('')}</tr>`
  })
  return [
    `<p><b>${escaped(title)}</b></p>`,
    `<table style="border-collapse:collapse"><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`,
    ...notes.map((note) => `<p>${escaped(note)}</p>`),
  ].join('\n')
}
