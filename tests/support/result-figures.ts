/** A figure of every kind, as analyses make them. */
import type { ResultFigure } from '#shared/domain/cohort/analysis-result.ts'

const base = (id: string, title: string, xLabel: string, yLabel: string) => ({
  id,
  title,
  xLabel,
  yLabel,
  caption: `${title}, as it was measured.`,
})

const years = 'Years from day 0'

export const figures: readonly ResultFigure[] = [
  {
    ...base('course', 'FVC around the first infusion', years, 'FVC, % predicted'),
    kind: 'trajectories',
    patients: [
      {
        caseId: 'case-1',
        group: 'Jo-1',
        points: [
          [-1.5, 71],
          [0.2, 64],
          [2.1, 66],
        ],
      },
      {
        caseId: 'case-2',
        group: 'PL-7',
        points: [
          [-0.4, 58],
          [1.2, 57],
        ],
      },
    ],
    shown: 2,
    of: 40,
    fitted: [
      {
        group: 'Jo-1',
        points: [
          [-2, 72, 68, 76],
          [0, 65, 61, 69],
          [3, 67, 62, 72],
        ],
      },
      {
        group: 'PL-7',
        points: [
          [-2, 63, 57, 69],
          [0, 58, 53, 63],
          [3, 55, 49, 61],
        ],
      },
    ],
  },
  {
    ...base('survival', 'Survival by antibody', years, 'Alive'),
    kind: 'survival',
    direction: 'down',
    curves: [
      {
        level: 'Jo-1',
        steps: [
          [0, 1, 1, 1],
          [1.2, 0.96, 0.88, 1],
          [3.4, 0.9, 0.8, 1],
        ],
        censored: [
          [2, 0.96],
          [5, 0.9],
        ],
      },
      {
        level: 'PL-7',
        steps: [
          [0, 1, 1, 1],
          [0.8, 0.94, 0.83, 1],
        ],
        censored: [[4.2, 0.94]],
      },
    ],
    atRisk: {
      times: [0, 1, 2, 3, 4, 5],
      rows: [
        { level: 'Jo-1', counts: [23, 22, 19, 15, 11, 6] },
        { level: 'PL-7', counts: [17, 16, 12, 10, 7, 3] },
      ],
    },
  },
  {
    ...base('doses', 'Prednisone-equivalent', 'Months from day 0', 'mg a day'),
    kind: 'doses',
    groups: [
      {
        group: '',
        quartiles: [
          [-12, 20, 10, 35],
          [0, 15, 7.5, 25],
          [24, 5, 2.5, 7.5],
        ],
      },
    ],
    atMost: [
      {
        group: '',
        mgPerDay: 5,
        points: [
          [-12, 0.1],
          [0, 0.2],
          [24, 0.6],
        ],
      },
      {
        group: '',
        mgPerDay: 7.5,
        points: [
          [-12, 0.2],
          [0, 0.3],
          [24, 0.8],
        ],
      },
    ],
  },
  {
    ...base('change', 'Change of FVC after a year', 'Patients', 'Points of % predicted'),
    kind: 'waterfall',
    bars: [
      { caseId: 'case-1', value: 11 },
      { caseId: 'case-2', value: -14 },
      { caseId: 'case-3', value: 2 },
      { caseId: 'case-4', value: -3 },
    ],
    thresholds: [-10, 10],
  },
  {
    ...base('swimmer', 'Courses of IVIg', 'Months from day 0', ''),
    kind: 'swimmer',
    rows: [
      {
        caseId: 'case-1',
        code: 'AS-0007',
        from: -12,
        to: 48,
        spans: [{ label: 'IVIg', from: 0, to: 31 }],
        events: [{ label: 'Admission', at: 14 }],
      },
      {
        caseId: 'case-2',
        code: 'AS-0012',
        from: -12,
        to: 20,
        spans: [{ label: 'IVIg', from: 0, to: 20 }],
        events: [{ label: 'Death', at: 20 }],
      },
    ],
    shown: 2,
    of: 2,
  },
  {
    ...base('forest', 'Hazard ratios', 'Hazard ratio', ''),
    kind: 'forest',
    noEffect: 1,
    logarithmic: true,
    rows: [
      { label: 'Age at day 0, per 10 years', estimate: 1.42, lower: 0.98, upper: 2.05 },
      { label: 'Female', estimate: 0.7, lower: 0.31, upper: 1.58 },
      { label: 'Site C', estimate: null, lower: null, upper: null },
    ],
  },
  {
    ...base('residuals', 'Residuals against fitted', 'Fitted', 'Residual'),
    kind: 'points',
    points: [
      [50, -2],
      [60, 1.5],
      [70, -0.4],
    ],
    line: [
      [50, 0],
      [70, 0],
    ],
  },
]
