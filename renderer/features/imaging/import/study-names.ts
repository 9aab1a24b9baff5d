import { imagingForm } from '#shared/dictionary/forms/imaging.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'

const modalityItem = imagingForm.items.find((item) => item.name === 'modality')
const labels = new Map<string, string>(
  modalityItem?.type === 'choice' ? modalityItem.choices.map(({ code, label }) => [code, label]) : [],
)

export const modalityLabel = (code: string): string => labels.get(code) ?? code

/** A recorded study, as it is chosen by: "HRCT, 15 Jan 2024". */
export const choiceLabelOf = ({ modality, date }: CaseRecord['records']['imaging'][number]): string =>
  [modality && modalityLabel(modality), date && formatPartialDate(date)].filter(Boolean).join(', ')
