/** The layouts in which values arrive from Excel and from laboratories, each as it would be pasted. */
import { describe, expect, test } from 'vitest'
import { sheet, understood } from './understood.ts'

describe('a sheet with dates across', () => {
  test('by tabs, with units in a column', () => {
    const { proposal, cells, refused } = understood(
      sheet(`
Test→Unit→12.04.2021→03.05.2021→14.06.2021
CK→U/L→1240→610→310
CRP→mg/L→12.5→<0.6→3
Haemoglobin→g/dL→13.1→12.8→13.4
`),
    )
    expect(proposal).toMatchObject({ layout: 'dates-across', delimiter: 'tab' })
    expect(cells).toEqual([
      'laboratory.ck 2021-04-12 1240 U/L',
      'laboratory.ck 2021-05-03 610 U/L',
      'laboratory.ck 2021-06-14 310 U/L',
      'laboratory.crp 2021-04-12 12.5 mg/L',
      'laboratory.crp 2021-05-03 <0.6 mg/L',
      'laboratory.crp 2021-06-14 3 mg/L',
      'laboratory.haemoglobin 2021-04-12 13.1 g/dL',
      'laboratory.haemoglobin 2021-05-03 12.8 g/dL',
      'laboratory.haemoglobin 2021-06-14 13.4 g/dL',
    ])
    expect(refused).toEqual([])
  })

  test('by semicolons, with decimal commas, as a German laboratory exports it', () => {
    const { proposal, cells, refused } = understood(
      sheet(`
Parameter;Einheit;Referenzbereich;12.04.2021;03.05.2021
Kreatinkinase;U/l;30 - 200;1240;610
CRP;mg/l;<5,0;12,5;<0,6
Leukozyten;/nl;4,0 - 10,0;11,2;9,8
Thrombozyten;Tsd/µl;150-400;310;288
`),
    )
    expect(proposal).toMatchObject({ layout: 'dates-across', delimiter: 'semicolon', decimal: { value: ',' } })
    expect(cells).toEqual([
      'laboratory.ck 2021-04-12 1240 U/L 30–200',
      'laboratory.ck 2021-05-03 610 U/L 30–200',
      'laboratory.crp 2021-04-12 12.5 mg/L –5',
      'laboratory.crp 2021-05-03 <0.6 mg/L –5',
      'laboratory.leukocytes 2021-04-12 11.2 10*9/L 4–10',
      'laboratory.leukocytes 2021-05-03 9.8 10*9/L 4–10',
      'laboratory.platelets 2021-04-12 310 10*3/uL 150–400',
      'laboratory.platelets 2021-05-03 288 10*3/uL 150–400',
    ])
    expect(refused).toEqual([])
  })

  test('with units in the headings', () => {
    const { cells, refused } = understood(
      sheet(`
→2021-04-12→2021-05-03
CK (U/L)→1240→610
CRP [mg/dl]→1.25→0.3
Hb in g/dl→13.1→12.8
FVC (L)→2.31→2.4
FVC % pred→61→63
Weight, kg→71.5→70
mMRC→2→1
`),
    )
    expect(cells).toEqual([
      'laboratory.ck 2021-04-12 1240 U/L',
      'laboratory.ck 2021-05-03 610 U/L',
      'laboratory.crp 2021-04-12 1.25 mg/dL',
      'laboratory.crp 2021-05-03 0.3 mg/dL',
      'laboratory.haemoglobin 2021-04-12 13.1 g/dL',
      'laboratory.haemoglobin 2021-05-03 12.8 g/dL',
      'pft.fvc 2021-04-12 2.31 L',
      'pft.fvc 2021-05-03 2.4 L',
      'pft.fvc_pct 2021-04-12 61 %',
      'pft.fvc_pct 2021-05-03 63 %',
      'visit.weight 2021-04-12 71.5 kg',
      'visit.weight 2021-05-03 70 kg',
      'visit.mmrc 2021-04-12 2',
      'visit.mmrc 2021-05-03 1',
    ])
    expect(refused).toEqual([])
  })

  test('with units and flags in the cells', () => {
    const { cells, refused } = understood(
      sheet(`
→12.04.2021→03.05.2021
CPK→1240 U/L H→610 U/L *
CRP→↑ 12,5 mg/l→<0,6 mg/l
Hb→13,1 g/dl→12,8 g/dl (L)
FVC→2,31 L (61 %)→2,40 L (63 %)
TLCO→4,1 mmol/min/kPa→4,3 mmol/min/kPa
`),
    )
    expect(cells).toEqual([
      'laboratory.ck 2021-04-12 1240 U/L',
      'laboratory.ck 2021-05-03 610 U/L',
      'laboratory.crp 2021-04-12 12.5 mg/L',
      'laboratory.crp 2021-05-03 <0.6 mg/L',
      'laboratory.haemoglobin 2021-04-12 13.1 g/dL',
      'laboratory.haemoglobin 2021-05-03 12.8 g/dL',
      'pft.fvc 2021-04-12 2.31 L',
      'pft.fvc_pct 2021-04-12 61 %',
      'pft.fvc 2021-05-03 2.4 L',
      'pft.fvc_pct 2021-05-03 63 %',
      'pft.dlco 2021-04-12 4.1 mmol/min/kPa',
      'pft.dlco 2021-05-03 4.3 mmol/min/kPa',
    ])
    expect(refused).toEqual([])
  })

  test('with a merged heading, group lines, empty rows and trailing blanks', () => {
    const { cells, refused } = understood(
      sheet(`
Laboratory values, patient 7→→→→
→→→→
Test →Unit →12.04.2021 →03.05.2021 →

Muscle→→→→
CK  →U/L→1240 →610→
LDH→U/L→ 410→ 380 →

Inflammation→→→→
CRP→mg/L→12.5→8→
→→→→
`),
    )
    expect(cells).toEqual([
      'laboratory.ck 2021-04-12 1240 U/L',
      'laboratory.ck 2021-05-03 610 U/L',
      'laboratory.ldh 2021-04-12 410 U/L',
      'laboratory.ldh 2021-05-03 380 U/L',
      'laboratory.crp 2021-04-12 12.5 mg/L',
      'laboratory.crp 2021-05-03 8 mg/L',
    ])
    expect(refused).toEqual([])
  })

  test('with the year merged above days and months', () => {
    const { cells, refused } = understood(
      sheet(`
→2020→→2021→
Test→12.11.→20.12.→11.1.→8.2.
CK (U/L)→1240→610→310→190
`),
    )
    expect(cells).toEqual([
      'laboratory.ck 2020-11-12 1240 U/L',
      'laboratory.ck 2020-12-20 610 U/L',
      'laboratory.ck 2021-01-11 310 U/L',
      'laboratory.ck 2021-02-08 190 U/L',
    ])
    expect(refused).toEqual([])
  })

  test('with missing cells, which are no mistakes', () => {
    const { cells, refused } = understood(
      sheet(`
Test→Unit→12.04.2021→03.05.2021→14.06.2021→01.07.2021
CK→U/L→1240→→-→n/a
CRP→mg/L→→8.5→n.d.→3
`),
    )
    expect(cells).toEqual([
      'laboratory.ck 2021-04-12 1240 U/L',
      'laboratory.crp 2021-05-03 8.5 mg/L',
      'laboratory.crp 2021-07-01 3 mg/L',
    ])
    expect(refused).toEqual([])
  })

  test('with dates known to the month, by the names of months', () => {
    const { cells } = understood(
      sheet(`
Test→Mar 2020→März 2021→3 mai 2021→Apr-22→2023-05
CK (U/L)→1240→610→310→190→150
`),
    )
    expect(cells).toEqual([
      'laboratory.ck 2020-03 1240 U/L',
      'laboratory.ck 2021-03 610 U/L',
      'laboratory.ck 2021-05-03 310 U/L',
      'laboratory.ck 2022-04 190 U/L [date]',
      'laboratory.ck 2023-05 150 U/L',
    ])
  })

  test('in two blocks, one under the other', () => {
    const { cells, refused } = understood(
      sheet(`
Test→12.04.2021→03.05.2021
CK U/L→1240→610

PFT→15.04.2021→20.10.2021
FVC L→2.31→2.4
DLCO %→48→50
`),
    )
    expect(cells).toEqual([
      'laboratory.ck 2021-04-12 1240 U/L',
      'laboratory.ck 2021-05-03 610 U/L',
      'pft.fvc 2021-04-15 2.31 L',
      'pft.fvc 2021-10-20 2.4 L',
      'pft.dlco_pct 2021-04-15 48 %',
      'pft.dlco_pct 2021-10-20 50 %',
    ])
    expect(refused).toEqual([])
  })
})

describe('a sheet with dates down', () => {
  test('by tabs, with units in the headings', () => {
    const { proposal, cells, refused } = understood(
      sheet(`
Date→CK (U/L)→CRP (mg/L)→FVC (L)→FVC (%)→DLCO (%)→Weight (kg)
12.04.2021→1240→12.5→2.31→61→48→71.5
03.05.2021→610→<0.6→→→→70
`),
    )
    expect(proposal.layout).toBe('dates-down')
    expect(cells).toEqual([
      'laboratory.ck 2021-04-12 1240 U/L',
      'laboratory.crp 2021-04-12 12.5 mg/L',
      'pft.fvc 2021-04-12 2.31 L',
      'pft.fvc_pct 2021-04-12 61 %',
      'pft.dlco_pct 2021-04-12 48 %',
      'visit.weight 2021-04-12 71.5 kg',
      'laboratory.ck 2021-05-03 610 U/L',
      'laboratory.crp 2021-05-03 <0.6 mg/L',
      'visit.weight 2021-05-03 70 kg',
    ])
    expect(refused).toEqual([])
  })

  test('with merged group headings, a row of units and one of ranges', () => {
    const { cells, refused } = understood(
      sheet(`
→Muscle→→Inflammation→Lung→
Date→CK→LDH→CRP→FVC→DLCO
→U/L→U/L→mg/L→%→%
→30-200→<250→<5→→
2021-04-12→1240→410→12.5→61→48
2021-05-03→610→380→8→63→50
`),
    )
    expect(cells).toEqual([
      'laboratory.ck 2021-04-12 1240 U/L 30–200',
      'laboratory.ldh 2021-04-12 410 U/L –250',
      'laboratory.crp 2021-04-12 12.5 mg/L –5',
      'pft.fvc_pct 2021-04-12 61 %',
      'pft.dlco_pct 2021-04-12 48 %',
      'laboratory.ck 2021-05-03 610 U/L 30–200',
      'laboratory.ldh 2021-05-03 380 U/L –250',
      'laboratory.crp 2021-05-03 8 mg/L –5',
      'pft.fvc_pct 2021-05-03 63 %',
      'pft.dlco_pct 2021-05-03 50 %',
    ])
    expect(refused).toEqual([])
  })

  test('by commas, as a program exports it', () => {
    const { proposal, cells, refused } = understood(
      sheet(`
date,CK [U/L],"CRP, mg/L",6MWD (m)
2021-04-12,1240,12.5,412
2021-05-03,610,,430
`),
    )
    expect(proposal).toMatchObject({ layout: 'dates-down', delimiter: 'comma' })
    expect(cells).toEqual([
      'laboratory.ck 2021-04-12 1240 U/L',
      'laboratory.crp 2021-04-12 12.5 mg/L',
      'walk_test.distance 2021-04-12 412 m',
      'laboratory.ck 2021-05-03 610 U/L',
      'walk_test.distance 2021-05-03 430 m',
    ])
    expect(refused).toEqual([])
  })

  test('with American dates, settled by one that can only be read so', () => {
    const { proposal, cells } = understood(
      sheet(`
Date→CPK U/L
04/12/2021→1240
04/28/2021→610
`),
    )
    expect(proposal.dateOrder).toEqual({
      value: 'month-first',
      by: 'evidence',
      because: '04/28/2021 can only be read with the month first.',
    })
    expect(cells).toEqual(['laboratory.ck 2021-04-12 1240 U/L', 'laboratory.ck 2021-04-28 610 U/L'])
  })

  test('between pipes, as in a note', () => {
    const { proposal, cells, refused } = understood(`
| Date       | CK (U/L) | CRP (mg/L) |
|------------|---------:|-----------:|
| 2021-04-12 |     1240 |       12.5 |
| 2021-05-03 |      610 |          - |
`)
    expect(proposal).toMatchObject({ layout: 'dates-down', delimiter: 'pipe' })
    expect(cells).toEqual([
      'laboratory.ck 2021-04-12 1240 U/L',
      'laboratory.crp 2021-04-12 12.5 mg/L',
      'laboratory.ck 2021-05-03 610 U/L',
    ])
    expect(refused).toEqual([])
  })
})

describe('a list of results', () => {
  test('with date, test, value, unit and range in columns', () => {
    const { proposal, cells, refused } = understood(
      sheet(`
Sample date→Test→Result→Flag→Unit→Reference range
12.04.2021 08:15→Creatine kinase→1240→H→U/L→30 - 200
12.04.2021 08:15→C-reactive protein→<0.6→→mg/L→<5
03.05.2021 07:50→Creatine kinase→610→H→U/L→30 - 200
`),
    )
    expect(proposal.layout).toBe('list')
    expect(cells).toEqual([
      'laboratory.ck 2021-04-12 1240 U/L 30–200',
      'laboratory.crp 2021-04-12 <0.6 mg/L –5',
      'laboratory.ck 2021-05-03 610 U/L 30–200',
    ])
    expect(refused).toEqual([])
  })

  test('with the date in the first row of its day only', () => {
    const { cells } = understood(
      sheet(`
Date→Test→Value→Unit
12.04.2021→CK→1240→U/L
→CRP→12.5→mg/L
03.05.2021→CK→610→U/L
`),
    )
    expect(cells).toEqual([
      'laboratory.ck 2021-04-12 1240 U/L',
      'laboratory.crp 2021-04-12 12.5 mg/L [date]',
      'laboratory.ck 2021-05-03 610 U/L',
    ])
  })

  test('as the report of one day in aligned columns, its date above, not that of birth or printing', () => {
    const { proposal, cells, refused } = understood(`
Laboratory Example                    printed 14.04.2021
Patient: AS-0007     Date of birth: 03.05.1957
Collected: 12.04.2021 08:15

Test                     Result        Unit       Reference
CK (NAC)                 1240    H     U/l        30 - 200
ASAT (GOT)                 88    H     U/l        <50
CRP                      <0,6          mg/l       <5,0
Hämoglobin               13,1          g/dl       12,0 - 16,0
Leukozyten                9,8          10^9/l     4,0 - 10,0
`)
    expect(proposal).toMatchObject({ layout: 'list', delimiter: 'blanks' })
    expect(cells).toEqual([
      'laboratory.ck 2021-04-12 1240 U/L 30–200 [date]',
      'laboratory.ast 2021-04-12 88 U/L –50 [date]',
      'laboratory.crp 2021-04-12 <0.6 mg/L –5 [date]',
      'laboratory.haemoglobin 2021-04-12 13.1 g/dL 12–16 [date]',
      'laboratory.leukocytes 2021-04-12 9.8 10*9/L 4–10 [date]',
    ])
    expect(refused).toEqual([])
  })

  test('as text copied from a PDF, parted by single blanks', () => {
    const { proposal, cells, refused } = understood(`
Entnahme: 12.04.2021 08:15
CK (NAC) 1240 H U/l 30 - 200
CRP < 0,6 mg/l < 5,0
Hb 13,1 g/dl 12,0 - 16,0
`)
    expect(proposal).toMatchObject({ layout: 'list', delimiter: 'words' })
    expect(cells).toEqual([
      'laboratory.ck 2021-04-12 1240 U/L 30–200 [date]',
      'laboratory.crp 2021-04-12 <0.6 mg/L –5 [date]',
      'laboratory.haemoglobin 2021-04-12 13.1 g/dL 12–16 [date]',
    ])
    expect(refused).toEqual([])
  })

  test('in aligned columns with dates across, where a blank cell keeps the others in their places', () => {
    const { proposal, cells, refused } = understood(`
Test        Unit     12.04.2021   03.05.2021   14.06.2021
CK          U/L            1240                       310
CRP         mg/L                         8.5            3
`)
    expect(proposal).toMatchObject({ layout: 'dates-across', delimiter: 'blanks' })
    expect(cells).toEqual([
      'laboratory.ck 2021-04-12 1240 U/L',
      'laboratory.ck 2021-06-14 310 U/L',
      'laboratory.crp 2021-05-03 8.5 mg/L',
      'laboratory.crp 2021-06-14 3 mg/L',
    ])
    expect(refused).toEqual([])
  })
})
