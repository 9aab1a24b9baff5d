/**
 * One colour for each drug, the same in the chart, in tables and on paper. Hues follow Okabe and Ito (jfly.uni-koeln.de/color,
 * 2008), told apart by people with any color vision; drugs of one class share a hue and differ in lightness. Their
 * original strengths are too light on white, so each theme has its own: at least 3:1 against its paper, a condition that
 * a test holds.
 */
export type ChartTheme = 'light' | 'dark' | 'print'

/** Strengths of one hue, a sRGB hex color for each theme. */
type Strengths = Readonly<Record<ChartTheme, string>>

const hues = {
  /** Glucocorticoids: a warm neutral, so that the drug everybody takes does not shout. */
  umber: { light: '#8a6d4b', dark: '#c2a381', print: '#76593a' },
  umberDeep: { light: '#6b5138', dark: '#dcc3a6', print: '#5c442d' },
  blue: { light: '#0072b2', dark: '#4aa3e0', print: '#005c94' },
  blueDeep: { light: '#3f5fa8', dark: '#8fa8e8', print: '#334f8e' },
  orange: { light: '#b87500', dark: '#e69f00', print: '#9a6200' },
  green: { light: '#008a65', dark: '#2bb890', print: '#00704f' },
  greenDeep: { light: '#2f6d3a', dark: '#83c68d', print: '#285c31' },
  sky: { light: '#2790cd', dark: '#56b4e9', print: '#1a76ad' },
  vermilion: { light: '#d55e00', dark: '#f08a4b', print: '#b34e00' },
  purple: { light: '#b5578f', dark: '#dd92bd', print: '#9c4479' },
  purpleDeep: { light: '#7a4fa3', dark: '#b996de', print: '#6a4190' },
  olive: { light: '#8a7d00', dark: '#d6c73a', print: '#706500' },
  oliveDeep: { light: '#5f6b1e', dark: '#b3c06a', print: '#525c19' },
  slate: { light: '#5d6f78', dark: '#9fb1ba', print: '#4c5c64' },
} as const satisfies Record<string, Strengths>

type Hue = keyof typeof hues

const hueOfDrug: Readonly<Record<string, Hue>> = {
  'prednisone-equivalent': 'umber',
  prednisone: 'umber',
  prednisolone: 'umber',
  methylprednisolone: 'umberDeep',
  hydrocortisone: 'umber',
  cortisone: 'umber',
  dexamethasone: 'umberDeep',
  betamethasone: 'umberDeep',
  triamcinolone: 'umberDeep',
  deflazacort: 'umber',
  mycophenolate: 'blue',
  azathioprine: 'orange',
  methotrexate: 'olive',
  leflunomide: 'oliveDeep',
  tacrolimus: 'green',
  ciclosporin: 'greenDeep',
  ivig: 'sky',
  scig: 'blueDeep',
  rituximab: 'purple',
  cyclophosphamide: 'vermilion',
  nintedanib: 'purpleDeep',
  pirfenidone: 'blueDeep',
  nerandomilast: 'oliveDeep',
  tofacitinib: 'olive',
  baricitinib: 'greenDeep',
  upadacitinib: 'oliveDeep',
  abatacept: 'orange',
  tocilizumab: 'green',
  efgartigimod: 'purpleDeep',
  hydroxychloroquine: 'slate',
  cotrimoxazole: 'slate',
  'plasma-exchange': 'vermilion',
}

/**
 * The color of a drug.
 * @param drug code in the drug list; a code without a color of its own (`other`) gets a neutral gray-blue
 * @returns sRGB hex, at least 3:1 against the paper of the theme
 */
export function drugColor(drug: string, theme: ChartTheme): string {
  return hues[hueOfDrug[drug] ?? 'slate'][theme]
}

/** Drug codes with a color of their own. */
export const coloredDrugs: readonly string[] = Object.keys(hueOfDrug)

/** The order in which groups of a cohort take colors: Okabe and Ito's, the ones that are furthest apart first. */
const groupHues: readonly Hue[] = ['blue', 'vermilion', 'green', 'purple', 'olive', 'sky', 'slate']

/**
 * The color of a group in a figure.
 * @param index of the group, counted from 0; the colors come again after the last
 */
export function groupColor(index: number, theme: ChartTheme): string {
  return hues[groupHues[Math.max(0, index) % groupHues.length]!][theme]
}
