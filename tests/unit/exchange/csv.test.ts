import { expect, test } from 'vitest'
import { csvLines, csvOf } from '#main/exchange/csv.ts'

test('cells that a spreadsheet would run are text, numbers are left alone', () => {
  const cells = ['=1+1', '+1', '-2.5', '@SUM(A1)', ' =1', '\t=1', '-', 'a-b', -3, '1e-5']
  expect(csvOf(['a'], [cells])).toBe(`a\r\n'=1+1,'+1,-2.5,'@SUM(A1),' =1,'\t=1,'-,a-b,-3,1e-5\r\n`)
})

test('quotes, separators and ends of line stay within their cell; nothing is an empty cell', () => {
  expect(csvOf(['x', 'y'], [['a"b,c\nd', null]])).toBe('x,y\r\n"a""b,c\nd",\r\n')
})

test('rows are asked for some at a time, and all of them are there in their order', () => {
  const asked: number[] = []
  function* rows() {
    for (let row = 0; row < 2500; row += 1) {
      asked.push(row)
      yield [row, 'x']
    }
  }
  const lines = csvLines(rows()).split('\r\n')
  expect(asked).toHaveLength(2500)
  expect(lines).toHaveLength(2501)
  expect([lines[0], lines[1000], lines[2499], lines[2500]]).toEqual(['0,x', '1000,x', '2499,x', ''])
  expect(csvLines([])).toBe('')
})
