import { rText, rVector } from '../r-script.ts'
import type { Slope } from './course-effects.ts'

/** The slopes as combinations of the coefficients: a matrix `slopes` in R. */
export const slopesInR = (slopes: readonly Slope[]): string[] => [
  '# Slopes a year, as combinations of the coefficients',
  'slopes <- rbind(',
  slopes
    .flatMap(({ group, kind, told }) =>
      told ? [`  ${rText(`${group}: ${kind}`)} = ${rVector([...told.combination].map(String))}`] : [],
    )
    .join(',\n'),
  ')',
]
