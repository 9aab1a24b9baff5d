/** Evidence of progression for tests, in a few strokes: `evidence({ fvc: { '2023-01-10': 61, '2023-10-12': 55 } })`. */
import type { Evidence, Measurement } from '#shared/domain/progression/evidence.ts'

interface Given {
  readonly fvc?: Readonly<Record<string, number>>
  readonly dlco?: Readonly<Record<string, number>>
  /** Basis of all values of DLCO. */
  readonly hemoglobin?: Measurement['hemoglobin']
  /** Day by day, whether symptoms are worse. */
  readonly symptoms?: Readonly<Record<string, boolean | undefined>>
  readonly imaging?: Readonly<Record<string, boolean | undefined>>
  readonly knownBy?: string
}

export function evidence({ fvc = {}, dlco = {}, hemoglobin = 'corrected', ...said }: Given): Evidence {
  const { symptoms = {}, imaging = {}, knownBy } = said
  const stated = (what: string, statements: Readonly<Record<string, boolean | undefined>>) =>
    Object.entries(statements).map(([date, holds]) => ({ date, holds, text: `${what} ${String(holds)} on ${date}` }))
  return {
    measurements: [
      ...Object.entries(fvc).map(([date, percent]) => ({ date, index: 'FVC' as const, percent })),
      ...Object.entries(dlco).map(([date, percent]) => ({ date, index: 'DLCO' as const, percent, hemoglobin })),
    ],
    symptoms: stated('symptoms', symptoms),
    imaging: stated('imaging', imaging),
    ...(knownBy !== undefined && { knownBy }),
  }
}
