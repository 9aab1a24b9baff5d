import { expect, test } from 'vitest'
import { tableHtml, tableText } from '#renderer/features/cohort/table-copy.ts'
import { aResult } from '#tests/support/a-cohort.ts'

const [table] = aResult().tables

test('as text a table has tabs between its cells, and levels are set in', () => {
  expect(tableText(table!)).toBe(
    [
      'Groups',
      'Group\tPatients\tMedian <years>',
      'Antibody',
      '  Jo-1\t23\tnot reached',
      'Medians with 95 % intervals.',
    ].join('\n'),
  )
})

test('as HTML it has three rules, numbers on the right, and nothing of it is taken for markup', () => {
  const html = tableHtml(table!)
  expect(html).toContain('Median &lt;years&gt;')
  expect(html).not.toContain('<years>')
  expect(html.match(/border-top/g)).toHaveLength(3)
  expect(html).toContain('text-align:right')
})
