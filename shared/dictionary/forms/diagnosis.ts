import { defineForm } from '../define-form.ts'
import { certainty } from '../lists/answers.ts'
import { diagnoses } from '../lists/diagnoses.ts'

export const diagnosisForm = defineForm({
  id: 'diagnosis',
  label: 'Diagnosis',
  plural: 'Diagnoses',
  about: 'What the patient has, since when it is known, and what that rests on.',
  repeats: true,
  dateItem: 'date',
  listItems: ['kind', 'certainty', 'date'],
  items: [
    { name: 'kind', label: 'Diagnosis', type: 'choice', choices: diagnoses, required: true },
    { name: 'date', label: 'Diagnosed on', type: 'date' },
    { name: 'certainty', label: 'Certainty', type: 'choice', choices: certainty },
    {
      name: 'basis',
      label: 'Basis',
      help: 'What the diagnosis rests on most.',
      type: 'choice',
      choices: [
        { code: 'clinical', label: 'Clinical picture' },
        { code: 'serology', label: 'Serology' },
        { code: 'imaging', label: 'Imaging' },
        { code: 'histology', label: 'Histology' },
        { code: 'criteria', label: 'Classification criteria' },
        { code: 'mdt', label: 'Multidisciplinary discussion' },
        { code: 'outside', label: 'Outside record' },
      ],
    },
    {
      name: 'others_excluded',
      label: 'Other causes excluded',
      help: 'Most sets of criteria ask for it.',
      type: 'choice',
      choices: [
        { code: 'yes', label: 'Yes' },
        { code: 'no', label: 'No' },
        { code: 'unknown', label: 'Not settled' },
      ],
    },
    {
      name: 'code',
      label: 'Code',
      help: 'A code of your own system, such as ORPHA:81 or ICD10:M35.8.',
      type: 'text',
      maxLength: 60,
    },
  ],
})
