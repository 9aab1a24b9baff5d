import { defineForm } from '../define-form.ts'
import { conditions } from '../lists/conditions.ts'
import { drugs } from '../lists/drugs.ts'

export const historyForm = defineForm({
  id: 'history',
  label: 'History',
  plural: 'History',
  about: 'A comorbidity or past event that matters for treatment, and the drugs that it speaks against.',
  repeats: true,
  dateItem: 'onset',
  endItem: 'ended',
  listItems: ['condition', 'description', 'onset'],
  items: [
    { name: 'condition', label: 'Condition', type: 'choice', choices: conditions, required: true },
    { name: 'description', label: 'Description', type: 'text' },
    { name: 'onset', label: 'Onset', type: 'date' },
    { name: 'ended', label: 'Ended', type: 'date' },
    {
      name: 'contraindicates',
      label: 'Speaks against',
      help: 'Drugs that the treating team avoids because of it.',
      type: 'choices',
      choices: drugs,
    },
  ],
})
