import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recognizePaste } from '#shared/domain/paste/recognize-paste.ts'
import { contextWith, sheet, understood } from './understood.ts'

describe('what can’t be taken', () => {
  test('is named with its row, its column and the reason', () => {
    const { proposal, cells, refused } = understood(
      sheet(`
Test→Unit→12.04.2021→03.05.2021
CK→U/L→1240→hemolyzed
CK-MB→U/L→24→18
CRP→furlong→12.5→8
LDH→U/L→410/390→380
FVC→L→<2→2.4
mMRC→→2→1.5
ESR→mm/h→≤5→12
`),
    )
    expect(cells).toEqual([
      'laboratory.ck 2021-04-12 1240 U/L',
      'laboratory.ldh 2021-05-03 380 U/L',
      'pft.fvc 2021-05-03 2.4 L',
      'visit.mmrc 2021-04-12 2',
      'laboratory.esr 2021-05-03 12 mm/h',
    ])
    expect(refused).toEqual([
      '2,4 hemolyzed: not-a-number',
      '3,3 24: unknown-label',
      '3,4 18: unknown-label',
      '4,3 12.5: unknown-unit',
      '4,4 8: unknown-unit',
      '5,3 410/390: two-readings',
      '6,3 <2: no-limit',
      '7,4 1.5: not-a-number',
      '8,3 ≤5: no-limit',
    ])
    expect(proposal.unknownLabels).toEqual([{ label: 'CK-MB', row: 3, column: 3, count: 2 }])
    expect(proposal.refused.map(({ message }) => message)).toEqual([
      '“hemolyzed” is not a number.',
      '“CK-MB” is no item known here.',
      '“CK-MB” is no item known here.',
      'CRP can be in mg/L or mg/dL; “furlong” was given.',
      'CRP can be in mg/L or mg/dL; “furlong” was given.',
      '“410/390” holds more than one number.',
      'FVC can’t be recorded as < a limit.',
      'mMRC dyspnea must be a whole number.',
      '≤ can’t be kept: a result is < or > a limit, or the number itself.',
    ])
  })

  test('includes values without a date, even where all others have one', () => {
    const { cells, refused } = understood(sheet('Test→12.04.2021→yesterday\nCK U/L→1240→610'))
    expect(cells).toEqual(['laboratory.ck 2021-04-12 1240 U/L'])
    expect(refused).toEqual(['2,3 610: no-date'])
    expect(understood(sheet('Date→CK U/L\n12.04.2021→1240\n→610\n14.06.2021→310')).refused).toEqual([
      '3,2 610: no-date',
    ])
    expect(understood(sheet('Date→Test→Value→Unit\n12.04.2021→CK→1240→U/L\nsoon→CK→610→U/L')).refused).toEqual([
      '3,3 610: no-date',
    ])
  })

  test('includes a second value of one day, except that a laboratory may measure twice', () => {
    const { cells, refused } = understood(
      sheet('Test→12.04.2021 08:00→12.04.2021 16:00\nCK U/L→1240→1310\nCRP mg/L→5→5\nFVC L→2.31→2.35'),
    )
    expect(cells).toEqual([
      'laboratory.ck 2021-04-12 1240 U/L',
      'laboratory.ck 2021-04-12 1310 U/L',
      'laboratory.crp 2021-04-12 5 mg/L',
      'pft.fvc 2021-04-12 2.31 L',
    ])
    expect(refused).toEqual(['3,3 5: twice', '4,3 2.35: twice'])
  })

  test('includes dates that are not in the calendar', () => {
    expect(understood(sheet('Test→31.02.2021→03.05.2021\nCK U/L→1240→610')).refused).toEqual(['2,2 1240: no-date'])
  })

  test('includes rows that stand across the columns of aligned text', () => {
    const { cells } = understood(`
Test      12.04.2021   03.05.2021
CK U/L          1240          610
LDH U/L     410      380      350
`)
    expect(cells).not.toContain('laboratory.ldh 2021-05-03 350 U/L')
  })
})

describe('the order of day and month', () => {
  const block = 'Test→04/05/2021→06/07/2021\nCK U/L→1240→610'
  test('is asked where nothing settles it, and nothing is taken until then', () => {
    const { proposal, cells, refused } = understood(sheet(block))
    expect(proposal.dateOrder).toMatchObject({ value: undefined, by: 'undecided' })
    expect(cells).toEqual([])
    expect(refused).toEqual(['2,2 1240: two-readings', '2,3 610: two-readings'])
  })
  test('is taken as chosen', () => {
    expect(understood(sheet(block), {}, { dateOrder: 'month-first' }).cells).toEqual([
      'laboratory.ck 2021-04-05 1240 U/L',
      'laboratory.ck 2021-06-07 610 U/L',
    ])
  })
  test('is settled for all by one date that can be read one way only', () => {
    expect(understood(sheet('Test→04/05/2021→25/06/2021\nCK U/L→1240→610')).cells).toEqual([
      'laboratory.ck 2021-05-04 1240 U/L',
      'laboratory.ck 2021-06-25 610 U/L',
    ])
  })
  test('is settled by a date that would lie in the future', () => {
    const { proposal, cells } = understood(sheet('Test→04/05/2024→05/12/2024\nCK U/L→1240→610'))
    expect(proposal.dateOrder.because).toBe('05/12/2024 read the other way would be 5 Dec 2024, in the future.')
    expect(cells).toEqual(['laboratory.ck 2024-04-05 1240 U/L', 'laboratory.ck 2024-05-12 610 U/L'])
  })
  test('is asked where two dates contradict each other; what can only be read one way is taken', () => {
    const { proposal, refused } = understood(sheet('Test→13/05/2021→05/13/2021→04/05/2021\nCK U/L→1240→610→300'))
    expect(proposal.dateOrder.by).toBe('undecided')
    expect(proposal.cells).toHaveLength(2)
    expect(refused).toEqual(['2,4 300: two-readings'])
  })
  test('needs no settling with points or the year first', () => {
    expect(understood(sheet('Test→04.05.2021→2021-06-07\nCK U/L→1→2')).proposal.dateOrder.by).toBe('not needed')
  })
})

describe('the decimal sign', () => {
  const values = (text: string, choices = {}) =>
    understood(sheet(text), {}, choices).cells.map((cell) => cell.split(' ')[2])
  test('is a comma for all where one value can only be read so', () => {
    expect(values('Test→12.04.2021→03.05.2021\nCK U/L→1.240→610\nCRP mg/L→12,5→3')).toEqual([
      '1240',
      '610',
      '12.5',
      '3',
    ])
  })
  test('is a point for all where one value can only be read so', () => {
    expect(values('Test→12.04.2021→03.05.2021\nCK U/L→1,240→610\nCRP mg/L→12.5→3')).toEqual([
      '1240',
      '610',
      '12.5',
      '3',
    ])
  })
  test('is asked where nothing settles it', () => {
    const text = 'Test→12.04.2021→03.05.2021\nCK U/L→1,240→610'
    const { proposal, cells, refused } = understood(sheet(text))
    expect(proposal.decimal).toMatchObject({ by: 'undecided', because: '1,240 can be read in two ways.' })
    expect(cells).toEqual(['laboratory.ck 2021-05-03 610 U/L'])
    expect(refused).toEqual(['2,2 1,240: two-readings'])
    expect(values(text, { decimal: ',' })).toEqual(['1.24', '610'])
    expect(values(text, { decimal: '.' })).toEqual(['1240', '610'])
  })
  test('counts in reference ranges too', () => {
    expect(values('Test→Ref→12.04.2021\nCK U/L→30-200→1.240\nCRP mg/L→<5,0→3')).toEqual(['1240', '3'])
  })
  test('where both occur, each value that can be read one way is; a choice refuses the others', () => {
    const text = 'Test→12.04.2021→03.05.2021\nCRP mg/L→12,5→3.5\nCK U/L→1.240→610'
    expect(understood(sheet(text)).refused).toEqual(['3,2 1.240: two-readings'])
    expect(understood(sheet(text), {}, { decimal: ',' }).refused).toEqual(['2,3 3.5: not-a-number'])
  })
  test('thousands may be parted by apostrophes and narrow blanks, but not by a blank that could part two values', () => {
    expect(values("Test→12.04.2021→03.05.2021\nCK U/L→1'240→1\u202F310")).toEqual(['1240', '1310'])
    expect(understood(sheet('Test→12.04.2021\nCK U/L→190 210')).refused).toEqual(['2,2 190 210: two-readings'])
  })
})

describe('a unit that isn’t given', () => {
  const text = sheet('Test→12.04.2021\nCK→1240\nESR→12\nFVC→2.31\nSpO2→96')
  test('is that of the patient’s last result, and marked', () => {
    const lastUnit = ({ key }: { readonly key: string }) => ({ 'laboratory.ck': 'ukat/L', 'pft.fvc': 'L' })[key]
    const { proposal, cells } = understood(text, { lastUnit })
    expect(cells).toEqual([
      'laboratory.ck 2021-04-12 1240 ukat/L [unit]',
      'laboratory.esr 2021-04-12 12 mm/h [unit]',
      'pft.fvc 2021-04-12 2.31 L [unit]',
      'visit.spo2_rest 2021-04-12 96 %',
    ])
    expect(proposal.cells[0]?.assumptions[0]?.message).toBe('µkat/L is assumed: the patient’s last CK was in it.')
  })
  test('is asked where there is no earlier result', () => {
    const { proposal, refused } = understood(text)
    expect(refused).toEqual(['2,2 1240: no-unit', '4,2 2.31: no-unit'])
    expect(proposal.unitless.map(({ measure, count }) => `${measure.key} ${count}`)).toEqual([
      'laboratory.ck 1',
      'pft.fvc 1',
    ])
    expect(understood(text, {}, { units: { 'laboratory.ck': 'U/L' } }).cells).toContain(
      'laboratory.ck 2021-04-12 1240 U/L',
    )
  })
})

describe('headings', () => {
  const keyOf = (label: string) => understood(sheet(`Test→12.04.2021\n${label}→61`)).proposal
  test.each([
    ['Creatine kinase (CK)', 'laboratory.ck'],
    ['S-CK', 'laboratory.ck'],
    ['AST/GOT', 'laboratory.ast'],
    ['ASAT (SGOT) i.S.', 'laboratory.ast'],
    ['Hämoglobin', 'laboratory.haemoglobin'],
    ['WBC', 'laboratory.leukocytes'],
    ['C-Reactive Protein', 'laboratory.crp'],
    ['hs-TnT', 'laboratory.troponin-t'],
    ['NT-pro-BNP', 'laboratory.nt-probnp'],
    ['KL6', 'laboratory.kl-6'],
    ['FVC % predicted, as reported', 'pft.fvc_pct'],
    ['FVC%', 'pft.fvc_pct'],
    ['FVC %Soll', 'pft.fvc_pct'],
    ['TLCO (% pred)', 'pft.dlco_pct'],
    ['SpO₂ nadir', 'walk_test.spo2_nadir'],
    ['6MWD', 'walk_test.distance'],
  ])('%s is known', (label, key) => {
    const { cells, refused, unitless } = keyOf(label)
    expect([...cells.map(({ measure }) => measure.key), ...unitless.map(({ measure }) => measure.key)]).toEqual([key])
    expect(refused.every(({ reason }) => reason === 'no-unit')).toBe(true)
  })
  test.each(['CK-MB', 'FEV1/FVC', 'Troponin', 'MRC', 'Lipase', 'HDL/LDL', 'Vitamin D', 'DLCO corr', 'Anti-CCP'])(
    '%s is taken for nothing else',
    (label) => {
      expect(keyOf(label).unknownLabels.map((open) => open.label)).toEqual([label])
    },
  )
  test('an unknown one can be given a meaning', () => {
    const { cells } = understood(
      sheet('Test→12.04.2021\nMuscle enzyme, U/L→610'),
      {},
      { labels: { 'Muscle enzyme, U/L': 'laboratory.ck' } },
    )
    expect(cells).toEqual(['laboratory.ck 2021-04-12 610 U/L'])
  })
  test('a percentage of cells is not taken for their count', () => {
    expect(understood(sheet('Test→12.04.2021\nLymphocytes %→18')).refused).toEqual(['2,2 18: unknown-unit'])
  })
})

describe('a block without dates', () => {
  const anchor = {
    measures: contextWith().measures.filter(({ key }) => key === 'laboratory.ck' || key === 'laboratory.aldolase'),
    dates: ['2021-04-12', '2021-05'],
  }
  const lastUnit = () => 'U/L'
  test('is laid over the grid from the cell it was pasted on, and marked', () => {
    expect(understood(sheet('1240→610\n8,5→<4,1'), { anchor, lastUnit }).cells).toEqual([
      'laboratory.ck 2021-04-12 1240 U/L [item date unit]',
      'laboratory.ck 2021-05 610 U/L [item date unit]',
      'laboratory.aldolase 2021-04-12 8.5 U/L [item date unit]',
      'laboratory.aldolase 2021-05 <4.1 U/L [item date unit]',
    ])
  })
  test('may be a single value', () => {
    expect(understood('1240', { anchor, lastUnit }).cells).toEqual([
      'laboratory.ck 2021-04-12 1240 U/L [item date unit]',
    ])
  })
  test('keeps the items that it names', () => {
    expect(understood(sheet('LDH→410→380'), { anchor, lastUnit }).cells).toEqual([
      'laboratory.ldh 2021-04-12 410 U/L [date unit]',
      'laboratory.ldh 2021-05 380 U/L [date unit]',
    ])
  })
  test('wants a date where there is no grid', () => {
    const { proposal, refused } = understood(sheet('CK→1240→U/L\nCRP→5→mg/L'))
    expect(proposal.wantsDate).toBe(true)
    expect(refused).toEqual(['1,2 1240: no-date', '2,2 5: no-date'])
    expect(understood(sheet('CK→1240→U/L\nCRP→5→mg/L'), {}, { date: '2021-04' }).cells).toEqual([
      'laboratory.ck 2021-04 1240 U/L [date]',
      'laboratory.crp 2021-04 5 mg/L [date]',
    ])
  })
  test('beyond the grid is named', () => {
    expect(understood(sheet('1→2→3'), { anchor, lastUnit }).refused).toEqual(['1,3 3: no-date'])
  })
})

describe('any text', () => {
  const pieces = fc.constantFrom(
    '\t',
    ';',
    ',',
    '|',
    '  ',
    ' ',
    '\n',
    '"',
    '<',
    '≤',
    '(',
    ')',
    '%',
    '-',
    '.',
    '↑',
    'H',
    '1',
    '12,5',
    '1.234',
    "1'234",

    '12.04.2021',
    '04/05/2021',
    '2021-04-12',
    'Apr 21',
    '2021',
    'CK',
    'CRP (mg/L)',
    'FVC',
    'U/L',
    '30 - 200',
    'n/a',
    '\u202F',
    'é',
  )
  const context = contextWith({ anchor: { measures: contextWith().measures.slice(0, 2), dates: ['2021'] } })
  test('is understood or refused, never thrown at', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void recognizePaste(text, context)),
      { numRuns: 5000 },
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 80 }), (parts) => void recognizePaste(parts.join(''), context)),
      { numRuns: 5000 },
    )
  })

  test('gives each value of a sheet back as it was written, or names it', () => {
    const value = fc.oneof(
      fc.integer({ min: 0, max: 99_999 }).map(String),
      fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 9 })).map(([a, b]) => `${a},${b}`),
      fc.constantFrom('', '-', 'n/a', 'positive', '<0,3'),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 4 }), (rows) => {
        const tests = ['CK→U/L', 'LDH→U/L', 'CRP→mg/L', 'Ferritin→ng/mL']
        const text = sheet(
          `Test→Unit→12.04.2021→03.05.2021\n${rows.map((row, at) => `${tests[at]}→${row.join('→')}`).join('\n')}`,
        )
        const { cells, refused } = recognizePaste(text, contextWith())
        const missing = ['', '-', 'n/a']
        const expected = rows.flat().filter((cell) => !missing.includes(cell))
        const back = [
          ...cells.map(({ value: number, comparator = '' }) => `${comparator}${String(number).replace('.', ',')}`),
          ...refused.map((cell) => cell.text),
        ]
        expect(back.toSorted()).toEqual(expected.toSorted())
      }),
      { numRuns: 500 },
    )
  })

  test('of size comes to an end, whatever it is made of', () => {
    const dates = Array.from(
      { length: 300 },
      (_, index) => `${2000 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-15`,
    )
    const names = contextWith().measures.slice(0, 45)
    const text = [
      `Test\tUnit\t${dates.join('\t')}`,
      ...names.map(({ label, units }) => `${label}\t${units[0]}\t${dates.map((_, at) => at + 0.5).join('\t')}`),
    ].join('\n')
    const { cells } = recognizePaste(text, contextWith())
    expect(cells).toHaveLength(300 * 45)
    for (const sign of ['"', '\t', ' ', '  ', ';', ',', '1', '1.', '1 ', '(', '"\t', '-', 'a ', '1,1;']) {
      expect(recognizePaste(sign.repeat(100_000 / sign.length), context).cells, sign).toEqual([])
    }
  })
})
