import type { Equation } from '#shared/domain/reference-values/equation.ts'
import {
  gli2012Equation,
  gli2022Equation,
  referenceGroups,
  spirometryIndices,
} from '#shared/domain/reference-values/spirometry.ts'
import { gli2021Equation, volumeIndices } from '#shared/domain/reference-values/static-volumes.ts'
import { gli2017Equation, transferIndices, transferUnits } from '#shared/domain/reference-values/transfer-factor.ts'

const sexes = ['M', 'F'] as const

/** Every equation that there is, with a name for each. */
export const allEquations: readonly { readonly name: string; readonly equation: Equation }[] = sexes.flatMap((sex) => [
  ...spirometryIndices.flatMap((index) =>
    referenceGroups.map((group) => ({
      name: `GLI-2012 ${sex} ${group} ${index}`,
      equation: gli2012Equation(index, sex, group),
    })),
  ),
  ...spirometryIndices.map((index) => ({ name: `GLI-2022 ${sex} ${index}`, equation: gli2022Equation(index, sex) })),
  ...transferUnits.flatMap((units) =>
    transferIndices.map((index) => ({
      name: `GLI-2017 ${sex} ${index} ${units}`,
      equation: gli2017Equation(index, sex, units),
    })),
  ),
  ...volumeIndices.map((index) => ({ name: `GLI-2021 ${sex} ${index}`, equation: gli2021Equation(index, sex) })),
])
