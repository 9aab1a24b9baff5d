/** A registry with one case in which every item of every form says where it comes from, so that a leak can be told. */
import { formOf, repeatingForms, type FormId, type RegistryForm } from '#shared/dictionary/forms.ts'
import type { Item } from '#shared/dictionary/define-form.ts'
import type { ColumnValue } from '#shared/dictionary/record.ts'
import { dayNumber, isoOfDay } from '#shared/domain/partial-date.ts'
import type { Client } from '#shared/ipc/client.ts'

/** Stands in everything that somebody could have typed. */
export const marker = 'Zq7'
export const markedBirthDate = '1951-06-14'
/** No two dates of the case are alike, so that each is told apart from each. */
const firstDate = dayNumber('2016-03-05')

type Values = Readonly<Record<string, ColumnValue>>

function valueOf(form: FormId, item: Item, number: number): ColumnValue | undefined {
  switch (item.type) {
    case 'text':
    case 'long-text':
      return `${marker} ${form} ${item.name}`.slice(0, 'maxLength' in item && item.maxLength ? item.maxLength : 60)
    case 'date':
      return item.name === 'birth_date' ? markedBirthDate : isoOfDay(firstDate + number)
    case 'choice':
      return item.choices.find(({ retired }) => !retired)!.code
    case 'choices':
      return [item.choices[0]!.code]
    case 'integer':
    case 'number':
    case 'quantity': {
      const { min = 0, max = 100 } = item.soft ?? item.hard ?? {}
      return Math.ceil(min + (max - min) / 4)
    }
    case 'reference':
      return undefined
  }
}

/** Of one form, with what is asked elsewhere (`units`) put right. */
function markedValues(formId: FormId, start: number): Values {
  const values: Record<string, ColumnValue> = { comment: `${marker} ${formId} comment` }
  formOf(formId).items.forEach((item, index) => {
    if (item.byProgram) return
    const value = valueOf(formId, item, start + index)
    if (value === undefined) return
    values[item.name] = value
    if (item.type === 'quantity') values[`${item.name}_unit`] = item.units[0]
  })
  return values
}

const overrides: Partial<Record<FormId, Values>> = {
  case: {
    code: `${marker}-0001`,
    consent: 'given',
    consent_scope: ['registry', 'sharing', 'publication'],
    status: 'active',
    first_symptom_on: '2016-02-01',
  },
  laboratory: { test: 'ck', value: 310, unit: 'U/L', ref_low: 30, ref_high: 190 },
  antibody: { specificity: 'jo-1', result: 'positive', intensity: '3', value: 84, unit: `${marker} units` },
}

/** What comes with a file or with images is not typed, nor is a pair of those. */
const isTyped = ({ id, addedOnly }: RegistryForm): boolean => addedOnly === undefined && id !== 'ct_pair'

/**
 * Enters it over the contract, as a page would: two items of the site in each form that takes them, a measure, an attachment
 * with a telling name. Leaves out of a form what its rules refuse.
 */
export async function enterMarkedCase(client: Client): Promise<{ readonly caseId: string }> {
  for (const form of ['case', 'visit', 'event'] as const)
    await client.call('dictionary.saveSiteItem', {
      kind: 'item',
      form,
      definition: { label: `${marker} clinic ${form}`, type: 'text' },
    })
  await client.call('dictionary.saveSiteItem', {
    kind: 'measure',
    form: 'laboratory',
    definition: { label: `${marker} measure`, type: 'number', units: [`${marker}/L`] },
  })
  const { id: caseId } = await client.call('cases.create', {
    values: { ...markedValues('case', 0), ...overrides.case } as never,
    identity: { values: markedValues('identity', 0) as never },
  })
  const ids: Partial<Record<FormId, string>> = {}
  for (const [index, form] of repeatingForms.filter(isTyped).entries()) {
    const links = form.items.flatMap((item) =>
      item.type === 'reference' && ids[item.form as FormId] ? [[item.name, ids[item.form as FormId]!]] : [],
    )
    const values = { ...markedValues(form.id, 40 * (index + 1)), ...Object.fromEntries(links), ...overrides[form.id] }
    const saved = await client.call('records.add', { form: form.id, caseId, values: values as never })
    ids[form.id] = saved.id
  }
  await client.call('records.add', {
    form: 'laboratory',
    caseId,
    values: { test: `x_${marker.toLowerCase()}_measure`, date: '2019-01-09', value: 5, unit: `${marker}/L` },
  })
  await client.call('attachments.store', {
    caseId,
    values: { title: `${marker} letter`, date: '2019-02-03' },
    fileName: `${marker} attachment.pdf`,
    base64: Buffer.from(`%PDF-1.7\n${marker}\n`).toString('base64'),
  })
  return { caseId }
}
