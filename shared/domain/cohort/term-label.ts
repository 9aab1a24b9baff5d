import type { Levels } from '#shared/statistics/tidy/columns.ts'
import type { Covariate } from './covariates.ts'

/** The name that R gives a column of a model, in words: `sexMale` becomes `Sex: Male`. */
export function termLabel(name: string, covariates: readonly Covariate[], levels: Levels): string {
  for (const { column, variable } of covariates) {
    if (name === column)
      return variable.unit === undefined
        ? variable.label
        : `${variable.label}, per ${variable.unit === 'years' ? 'year' : variable.unit}`
    const level = levels[column]?.find((known) => name === `${column}${known}`)
    if (level !== undefined) return `${variable.label}: ${level}`
  }
  return name
}
