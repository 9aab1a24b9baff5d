/** Timelines to draw: one like the published case, one as full as a case can be, one with nothing in it. */
import { dayNumber, firstDay, isoOfDay, lastDay } from '#shared/domain/partial-date.ts'
import type {
  DatedSpan,
  DoseSegment,
  DrugLane,
  EventMark,
  InfusionMark,
  SeriesLane,
  SeriesPoint,
  Timeline,
} from '#shared/domain/timeline-model.ts'

type Source = SeriesPoint['source']

function span(date: string): DatedSpan {
  return { date, first: firstDay(date), last: lastDay(date) }
}

let records = 0
const mark = (source: Source = 'recorded') => ({ recordId: `record-${(records += 1)}`, source })

export function aPoint(date: string, value: number, more: Partial<SeriesPoint> = {}): SeriesPoint {
  return { ...mark(), ...span(date), value, label: String(value), ...more }
}

export function aSegment(
  starts: string,
  ends: string | undefined,
  perDay: number | undefined,
  more: Partial<DoseSegment> = {},
): DoseSegment {
  const begun = span(starts)
  return {
    ...mark(),
    from: begun.first,
    to: ends === undefined ? today : lastDay(ends),
    starts,
    ...(ends === undefined ? {} : { ends }),
    ...(begun.last > begun.first ? { fromSpan: begun } : {}),
    ongoing: ends === undefined,
    ...(perDay === undefined ? { label: 'dose not known' } : { perDay, label: `${perDay} mg daily` }),
    ...more,
  }
}

export function anInfusion(date: string, label: string, amount?: number, source: Source = 'recorded'): InfusionMark {
  return { ...mark(source), ...span(date), label, ...(amount === undefined ? {} : { amount, unit: 'g' as const }) }
}

function anEvent(date: string, kind: EventMark['kind'], short: string, more: Partial<EventMark> = {}): EventMark {
  return { ...mark(), ...span(date), kind, short, label: short, ...more }
}

export function aDrug(
  drug: string,
  label: string,
  segments: readonly DoseSegment[],
  infusions: readonly InfusionMark[] = [],
): DrugLane {
  return { kind: 'drug', id: `drug:${drug}`, drug, label, unit: 'mg/d', segments, infusions }
}

export function aSeries(
  id: Exclude<SeriesLane['id'], `site:${string}`>,
  points: readonly SeriesPoint[],
  more: Partial<SeriesLane> = {},
): SeriesLane {
  const heads = {
    ck: ['CK', 'U/L'],
    fvc: ['FVC', '%'],
    dlco: ['DLCO', '%'],
    haa: ['HAA (research)', '%'],
    spo2: ['SpO₂ at rest', '%'],
    walk: ['6-minute walk', 'm'],
    mmrc: ['mMRC dyspnea', ''],
  } as const
  const [label, unit] = heads[id]
  return { kind: 'series', id, label, unit, scale: id === 'ck' ? 'log' : 'linear', points, upperLimits: [], ...more }
}

const today = dayNumber('2023-02-10')

export function emptyTimeline(): Timeline {
  return {
    from: today - 365,
    to: today,
    today,
    steroid: undefined,
    drugs: [],
    events: [],
    series: [],
    undated: [],
    sources: [],
  }
}

const illustrative = { source: 'illustrative' } as const

/** The published case: doses partly unknown, dates to the month, measurements illustrative. */
export function seedTimeline(): Timeline {
  const prednisone = [
    aSegment('2019-09', '2019-12', undefined, { label: 'high dose' }),
    aSegment('2020-01-01', '2021-05-31', 20, { fromSpan: span('2020-01') }),
    aSegment('2021-06', undefined, 10),
  ]
  const months = [
    '2021-04',
    '2021-05',
    '2021-06',
    '2021-07',
    '2021-08',
    '2021-09',
    '2021-10',
    '2021-11',
    '2021-12',
    '2022-01',
    '2022-02',
    '2022-03',
  ]
  const ck: readonly [string, number][] = [
    ['2018-11-12', 210],
    ['2019-02-04', 260],
    ['2019-04-16', 340],
    ['2019-06-20', 620],
    ['2019-08-28', 1480],
    ['2019-09-18', 1720],
    ['2019-10-08', 640],
    ['2019-11-20', 310],
    ['2020-02-12', 240],
    ['2020-06-10', 280],
    ['2020-10-14', 330],
    ['2021-01-20', 390],
    ['2021-03-17', 420],
    ['2021-05-12', 230],
    ['2021-08-11', 170],
    ['2021-12-08', 140],
    ['2022-03-16', 120],
    ['2022-08-17', 130],
  ]
  const pft: readonly [string, number, number][] = [
    ['2019-04-24', 78, 61],
    ['2020-03-11', 71, 52],
    ['2021-02-17', 68, 48],
    ['2022-03-16', 75, 55],
  ]
  return {
    ...emptyTimeline(),
    from: dayNumber('2018-10-20'),
    to: today,
    steroid: {
      kind: 'steroid',
      id: 'prednisone-equivalent',
      label: 'Prednisone-equivalent',
      unit: 'mg/d',
      steps: prednisone.map(({ from, to, perDay, label }) => ({
        from,
        to,
        ...(perDay === undefined ? {} : { perDay }),
        label,
      })),
    },
    drugs: [
      aDrug('prednisone', 'Prednisone', prednisone),
      aDrug('mycophenolate', 'MMF', [aSegment('2020', undefined, 500, { label: '500 mg daily' })]),
      aDrug(
        'ivig',
        'IVIg',
        [],
        months.map((month) => anInfusion(month, '2 g/kg')),
      ),
    ],
    events: [
      anEvent('2019-04', 'imaging', 'CT', { label: 'CT: NSIP, fibrotic' }),
      anEvent('2019', 'procedure', 'biopsy', { label: 'Lung biopsy: refused' }),
      anEvent('2019-09', 'diagnosis', 'ASyS'),
      anEvent('2021-02', 'imaging', 'CT'),
      anEvent('2022-03', 'imaging', 'CT', { label: 'CT: NSIP, fibrotic, same as Feb 2021' }),
    ],
    series: [
      aSeries(
        'ck',
        ck.map(([date, value]) => aPoint(date, value, illustrative)),
        {
          upperLimits: [{ from: dayNumber('2018-11-12'), to: dayNumber('2022-08-17'), value: 200 }],
        },
      ),
      aSeries(
        'fvc',
        pft.map(([date, fvc]) => aPoint(date, fvc, illustrative)),
      ),
      aSeries(
        'dlco',
        pft.map(([date, , dlco]) => aPoint(date, dlco, illustrative)),
      ),
      aSeries('mmrc', [aPoint('2019-04', 0), aPoint('2020-01', 2), aPoint('2021-04', 1), aPoint('2022-03', 0)]),
    ],
    undated: ['Melanoma, treated'],
    sources: ['illustrative'],
  }
}

/** Ten years, twelve drugs, 300 CK values, everything at once. */
export function fullTimeline(): Timeline {
  const start = dayNumber('2013-02-04')
  const now = dayNumber('2023-02-10')
  const at = (day: number) => isoOfDay(start + day)
  let seed = 7
  const random = () => {
    seed = (seed * 16807) % 2147483647
    return seed / 2147483647
  }
  const taper = [1000, 60, 50, 40, 35, 30, 25, 20, 17.5, 15, 12.5, 10, 7.5, 5, 40, 30, 20, 15, 10, 7.5, 5, 2.5]
  const steps = taper.map((perDay, index) => {
    const from = start + 20 + (index === 0 ? 0 : 3 + (index - 1) * 45) + (index > 13 ? 900 : 0)
    const length = index === 0 ? 3 : index === 13 ? 945 : index === 21 ? now - from : 45
    return { from, to: from + length - 1, perDay, label: `${perDay} mg daily` }
  })
  const drugs: DrugLane[] = [
    aDrug('methylprednisolone', 'Methylprednisolone', [aSegment(at(20), at(22), 1000)]),
    aDrug('mycophenolate', 'MMF', [
      aSegment(at(60), at(90), 1000),
      aSegment(at(91), at(700), 2000),
      aSegment(at(701), at(1400), 3000),
      aSegment(at(1401), at(1500), 1500),
    ]),
    aDrug(
      'cyclophosphamide',
      'Cyclophosphamide',
      [],
      [0, 28, 57, 85, 112, 141].map((day) => anInfusion(at(30 + day), '750 mg/m²', 1.4)),
    ),
    aDrug('azathioprine', 'Azathioprine', [
      aSegment(at(1500), at(1540), 50),
      aSegment(at(1541), at(1600), 100),
      aSegment(at(1601), at(2300), 150),
    ]),
    aDrug('tacrolimus', 'Tacrolimus', [
      aSegment(at(1700), at(1760), 2),
      aSegment(at(1761), at(2500), 4),
      aSegment(at(2501), '2023-02-10', 3),
    ]),
    aDrug('ciclosporin', 'Ciclosporin', [aSegment(at(1620), at(1690), 200)]),
    aDrug(
      'rituximab',
      'Rituximab',
      [],
      [1000, 1014, 1190, 1204, 1400, 1580, 1770].map((day, index) =>
        anInfusion(at(day), index < 4 ? '1000 mg' : '500 mg', index < 4 ? 1 : 0.5),
      ),
    ),
    aDrug(
      'ivig',
      'IVIg',
      [],
      Array.from({ length: 62 }, (_, index) =>
        anInfusion(at(1750 + index * 29), index < 30 ? '2 g/kg (164 g)' : '1 g/kg (82 g)', index < 30 ? 164 : 82),
      ),
    ),
    aDrug('methotrexate', 'Methotrexate', [aSegment(at(2300), at(2460), 2.14, { label: '15 mg weekly' })]),
    aDrug('nintedanib', 'Nintedanib', [
      aSegment(at(2400), at(2500), 300, { label: '150 mg twice daily' }),
      aSegment(at(2501), '2023-02-10', 200, { label: '100 mg twice daily', ongoing: true }),
    ]),
    aDrug('tofacitinib', 'Tofacitinib', [aSegment(at(2800), at(3100), 10, { label: '5 mg twice daily' })]),
    aDrug('cotrimoxazole', 'Co-trimoxazole (PJP prophylaxis)', [aSegment(at(25), at(3600), undefined)]),
  ]
  const kinds = [
    'infection',
    'admission',
    'imaging',
    'procedure',
    'other',
    'acute-exacerbation',
    'imaging',
    'infection',
  ] as const
  const words = ['pneumonia', 'admission', 'CT', 'bronchoscopy', 'fracture', 'exacerbation', 'CT', 'zoster']
  return {
    from: start - 60,
    to: now,
    today: now,
    steroid: { kind: 'steroid', id: 'prednisone-equivalent', label: 'Prednisone-equivalent', unit: 'mg/d', steps },
    drugs,
    events: [
      anEvent(at(0), 'diagnosis', 'ILD'),
      anEvent(at(12), 'diagnosis', 'ASyS'),
      ...Array.from({ length: 26 }, (_, index) =>
        anEvent(
          at(40 + index * 135 + Math.floor(random() * 60)),
          kinds[index % 8] ?? 'other',
          words[index % 8] ?? '',
          index % 8 === 1 ? { until: span(at(60 + index * 135 + 80)) } : {},
        ),
      ),
    ],
    series: [
      aSeries(
        'ck',
        Array.from({ length: 300 }, (_, index) => {
          const value = Math.round(
            60 +
              5200 * Math.exp(-index / 18) * (0.7 + random() * 0.6) +
              (index > 120 && index < 150 ? 900 * random() : 0) +
              90 * random(),
          )
          return value < 70
            ? aPoint(at(index * 12), 70, { comparator: '<', label: '<70 U/L' })
            : aPoint(at(index * 12), value)
        }),
        {
          upperLimits: [
            { from: start, to: start + 1800, value: 190 },
            { from: start + 1801, to: now - 60, value: 308 },
          ],
        },
      ),
      aSeries(
        'fvc',
        Array.from({ length: 28 }, (_, index) => aPoint(at(index * 130), Math.round(72 - index * 0.9 + random() * 5))),
      ),
      aSeries(
        'dlco',
        Array.from({ length: 26 }, (_, index) => aPoint(at(index * 140), Math.round(58 - index * 0.8 + random() * 5))),
      ),
      aSeries(
        'spo2',
        Array.from({ length: 40 }, (_, index) => aPoint(at(index * 90), Math.round(97 - index * 0.12 + random() * 2))),
      ),
      aSeries(
        'walk',
        Array.from({ length: 18 }, (_, index) => aPoint(at(index * 200), Math.round(480 - index * 9 + random() * 40))),
      ),
      aSeries(
        'mmrc',
        Array.from({ length: 60 }, (_, index) =>
          aPoint(at(index * 60), Math.min(4, Math.floor(index / 20 + random() * 2))),
        ),
      ),
    ],
    undated: [],
    sources: [],
  }
}
