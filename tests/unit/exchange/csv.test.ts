import { expect, test } from 'vitest'
import { csvOf } from '#main/exchange/csv.ts'

test('cells that a spreadsheet would run are text, numbers are left alone', () => {
  const cells = ['=1+1', '+1', '-2.5', '@SUM(A1)', ' =1', '\t=1', '-', 'a-b', -3, '1e-5']
  expect(csvOf(['a'], [cells])).toBe(`a\r\n'=1+1,'+1,-2.5,'@SUM(A1),' =1,'\t=1,'-,a-b,-3,1e-5\r\n`)
})

test('quotes, separators and ends of line stay within their cell; nothing is an empty cell', () => {
  expect(csvOf(['x', 'y'], [['a"b,c\nd', null]])).toBe('x,y\r\n"a""b,c\nd",\r\n')
})
