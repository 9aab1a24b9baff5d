/** Colors and letter sizes of charts: the tokens of the page as plain values, since a drawing can't read CSS variables. */
import type { ChartTheme } from './drug-colors.ts'

export interface ChartColors {
  readonly paper: string
  /** Measured values and their numbers. */
  readonly ink: string
  readonly inkSoft: string
  readonly inkFaint: string
  readonly hairline: string
  readonly hairlineStrong: string
  readonly accent: string
  /** Wash of a normal range. */
  readonly normal: string
  readonly worse: string
  /** Hatching of what is not known. */
  readonly unknown: string
  /** Opacity of a drug's bar under its solid top edge. */
  readonly fillOpacity: number
  readonly fontFamily: string
  /** px */
  readonly fontSize: number
  /** px; ticks and doses */
  readonly smallFontSize: number
}

const fontFamily = "'InterVariable', 'Inter', system-ui, sans-serif"

const colors: Readonly<Record<ChartTheme, ChartColors>> = {
  light: {
    paper: '#ffffff',
    ink: '#1b2224',
    inkSoft: '#4b575a',
    inkFaint: '#667275',
    hairline: '#e6eaeb',
    hairlineStrong: '#b9c2c4',
    accent: '#0b6b66',
    normal: '#e8f3f1',
    worse: '#b8400a',
    unknown: '#8a9598',
    fillOpacity: 0.2,
    fontFamily,
    fontSize: 12,
    smallFontSize: 11,
  },
  dark: {
    paper: '#14191b',
    ink: '#e6ebec',
    inkSoft: '#b3bec1',
    inkFaint: '#8f9b9e',
    hairline: '#252d30',
    hairlineStrong: '#4a5659',
    accent: '#4fb8ae',
    normal: '#16302d',
    worse: '#f08a5d',
    unknown: '#79868a',
    fillOpacity: 0.26,
    fontFamily,
    fontSize: 12,
    smallFontSize: 11,
  },
  print: {
    paper: '#ffffff',
    ink: '#000000',
    inkSoft: '#333b3d',
    inkFaint: '#566164',
    hairline: '#dfe4e5',
    hairlineStrong: '#9aa4a7',
    accent: '#0b6b66',
    normal: '#e6efee',
    worse: '#a23605',
    unknown: '#7c878a',
    fillOpacity: 0.22,
    fontFamily,
    fontSize: 11,
    smallFontSize: 10,
  },
}

export function chartColors(theme: ChartTheme): ChartColors {
  return colors[theme]
}
