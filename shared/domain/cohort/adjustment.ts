/** Probabilities of several tests adjusted for one another, and how a paper says so. */
import { adjustedP, type Adjustment } from '#shared/statistics/comparisons/adjusted-p.ts'

const names = { holm: 'Holm', bh: 'Benjamini and Hochberg' } as const

const references = {
  holm: 'Holm S. A simple sequentially rejective multiple test procedure. Scand J Stat 1979;6:65–70.',
  bh: 'Benjamini Y, Hochberg Y. Controlling the false discovery rate: a practical and powerful approach to multiple testing. J R Stat Soc B 1995;57:289–300.',
} as const

export const adjustmentReferences = (adjust: Adjustment): string[] => (adjust === 'none' ? [] : [references[adjust]])

/** @param over what the tests are of, as in `over the months` */
export const adjustmentMethod = (adjust: Adjustment, over?: string): string[] =>
  adjust === 'none'
    ? []
    : [`Probabilities were adjusted ${over === undefined ? '' : `${over} `}by the method of ${names[adjust]}.`]

/** The column beside that of p; none where nothing is adjusted. */
export const adjustedColumns = (adjust: Adjustment): { readonly label: string; readonly numeric: true }[] =>
  adjust === 'none' ? [] : [{ label: adjust === 'holm' ? 'p, Holm' : 'p, BH', numeric: true }]

/** The name of R’s p.adjust. */
export const adjustmentInR = (adjust: Adjustment): string => (adjust === 'bh' ? '"BH"' : `"${adjust}"`)

/** Adjusted over the tests that there are, each at its place. */
export function adjustedWhereKnown(
  values: readonly (number | undefined)[],
  adjust: Adjustment,
): readonly (number | undefined)[] {
  const places = values.flatMap((value, at) => (value === undefined ? [] : [at]))
  const adjusted = adjustedP(
    places.map((at) => values[at]!),
    adjust,
  )
  return values.map((_, at) => adjusted[places.indexOf(at)])
}
