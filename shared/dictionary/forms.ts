/** All forms of the registry, in clinical order, and how to find one. */
import type { Form, Item } from './define-form.ts'
import type { RecordOf } from './record.ts'
import { antibodyForm } from './forms/antibody.ts'
import { approvalForm } from './forms/approval.ts'
import { attachmentForm } from './forms/attachment.ts'
import { caseForm } from './forms/case.ts'
import { ctDensityForm } from './forms/ct-density.ts'
import { ctPairForm } from './forms/ct-pair.ts'
import { ctReadingForm } from './forms/ct-reading.ts'
import { diagnosisForm } from './forms/diagnosis.ts'
import { doseStepForm } from './forms/dose-step.ts'
import { eventForm } from './forms/event.ts'
import { historyForm } from './forms/history.ts'
import { identityForm } from './forms/identity.ts'
import { imageSeriesForm } from './forms/image-series.ts'
import { imagingForm } from './forms/imaging.ts'
import { infusionForm } from './forms/infusion.ts'
import { judgmentForm } from './forms/judgment.ts'
import { laboratoryForm } from './forms/laboratory.ts'
import { manifestationForm } from './forms/manifestation.ts'
import { noteForm } from './forms/note.ts'
import { pftForm } from './forms/pft.ts'
import { procedureForm } from './forms/procedure.ts'
import { treatmentForm } from './forms/treatment.ts'
import { visitForm } from './forms/visit.ts'
import { walkTestForm } from './forms/walk-test.ts'
import { itemsWithSiteItems } from './site-items.ts'

const typedForms = [
  caseForm,
  identityForm,
  diagnosisForm,
  manifestationForm,
  historyForm,
  antibodyForm,
  visitForm,
  laboratoryForm,
  pftForm,
  walkTestForm,
  imagingForm,
  imageSeriesForm,
  ctReadingForm,
  ctDensityForm,
  ctPairForm,
  procedureForm,
  treatmentForm,
  doseStepForm,
  infusionForm,
  approvalForm,
  eventForm,
  judgmentForm,
  noteForm,
  attachmentForm,
] as const

type TypedForm = (typeof typedForms)[number]
export type FormId = TypedForm['id']
/** The record of each form: `RecordTypes['pft']`. */
export type RecordTypes = { readonly [F in TypedForm as F['id']]: RecordOf<F> }
/** Names of the built-in items of a form: a table by them can't forget one. */
export type ItemNameOf<F extends FormId> = Extract<TypedForm, { readonly id: F }>['items'][number]['name']
/** A form of the registry, its literal types set aside. */
export type RegistryForm = Form & { readonly id: FormId }

/** Each stays the same object; its items are the built-in ones with those that the site has added. */
export const forms: readonly RegistryForm[] = typedForms.map((form) => ({
  ...form,
  get items() {
    return itemsWithSiteItems(form)
  },
}))
/** The forms of which a case has any number of records. */
export const repeatingForms: readonly RegistryForm[] = forms.filter((form) => form.repeats)

const formsById = new Map<string, RegistryForm>(forms.map((form) => [form.id, form]))

export function isFormId(text: string): text is FormId {
  return formsById.has(text)
}

/** The form of an id. Throws on an id that is none. */
export function formOf(id: FormId): RegistryForm {
  const form = formsById.get(id)
  if (!form) throw new Error(`no form has the id ${id}`)
  return form
}

/** Name of the table that holds the records of a form. */
export function tableOf(form: FormId | Form): string {
  const { id, table } = typeof form === 'string' ? formOf(form) : form
  return table ?? id
}

const formsByTable = new Map<string, RegistryForm>(forms.map((form) => [tableOf(form), form]))

/** The form whose records a table holds; undefined for a table that holds something else. */
export function formOfTable(table: string): RegistryForm | undefined {
  return formsByTable.get(table)
}

/** The item of a name, or undefined when the form has none. */
export function itemOf(form: FormId | Form, name: string): Item | undefined {
  return (typeof form === 'string' ? formOf(form) : form).items.find((item) => item.name === name)
}
