/**
 * What can stand in a row of the flow sheet: a laboratory test, or a number of a form that is filled in once a date. One
 * shape for both, so that grid, paste and saving need not know the difference.
 */
import type { Item, NumberItem, QuantityItem } from '../dictionary/define-form.ts'
import { formOf } from '../dictionary/forms.ts'
import { allLaboratoryTests, type LaboratoryTest } from '../dictionary/lists/laboratory-tests.ts'

/** Forms with measures, in the order of the flow sheet. */
export const measuredForms = ['laboratory', 'pft', 'visit', 'walk_test'] as const
export type MeasuredForm = (typeof measuredForms)[number]

export interface Measure {
  /** `laboratory.ck`, `pft.fvc`. */
  readonly key: string
  readonly form: MeasuredForm
  /** Code of the test, or name of the item. */
  readonly name: string
  readonly label: string
  readonly short?: string
  /** UCUM units that a value may have, the usual one first; none for bare numbers. */
  readonly units: readonly string[]
  /** The value may be `<` or `>` a limit. */
  readonly comparator: boolean
  readonly whole: boolean
  /** Of a site's own that is asked no more: its values are still shown. */
  readonly retired: boolean
}

const isNumeric = (item: Item): item is NumberItem | QuantityItem =>
  item.type === 'integer' || item.type === 'number' || item.type === 'quantity'

/** `FVC % predicted, as reported` says more than a row of numbers needs. */
const rowLabel = (label: string) => label.replace(/ predicted, as reported$/, '')

function measureOfItem(form: MeasuredForm, item: NumberItem | QuantityItem): Measure {
  return {
    key: `${form}.${item.name}`,
    form,
    name: item.name,
    label: rowLabel(item.label),
    units: item.type === 'quantity' ? item.units : item.unit === undefined ? [] : [item.unit],
    comparator: item.comparator === true,
    whole: item.type === 'integer',
    retired: item.retired === true,
  }
}

function measureOfTest({ code, label, short, units, retired = false }: LaboratoryTest): Measure {
  const key = `laboratory.${code}`
  const measure = {
    key,
    form: 'laboratory',
    name: code,
    label,
    units,
    comparator: true,
    whole: false,
    retired,
  } as const
  return short ? { ...measure, short } : measure
}

/** The heading under which a measure stands: its form. */
export const measureGroup = ({ form }: Measure): string => formOf(form).plural

/** All measures of the dictionary, in its order. */
export function measures(): readonly Measure[] {
  return measuredForms.flatMap((form) =>
    form === 'laboratory'
      ? allLaboratoryTests().map(measureOfTest)
      : formOf(form)
          .items.filter(isNumeric)
          .filter((item) => !item.byProgram)
          .map((item) => measureOfItem(form, item)),
  )
}
