import { defineForm } from '../define-form.ts'
import { presence } from '../lists/answers.ts'
import { manifestations } from '../lists/manifestations.ts'

export const manifestationForm = defineForm({
  id: 'manifestation',
  label: 'Manifestation',
  plural: 'Manifestations',
  about: 'A symptom or sign that was looked for: present, absent or unknown, and from when to when.',
  repeats: true,
  dateItem: 'onset',
  endItem: 'ended',
  listItems: ['term', 'status', 'onset', 'observed_on'],
  items: [
    { name: 'term', label: 'Manifestation', type: 'choice', choices: manifestations, required: true },
    { name: 'status', label: 'Status', type: 'choice', choices: presence, required: true },
    { name: 'onset', label: 'Onset', type: 'date' },
    { name: 'ended', label: 'Ended', type: 'date' },
    {
      name: 'observed_on',
      label: 'Looked for on',
      help: 'The day on which it was found present or absent.',
      type: 'date',
    },
  ],
})
