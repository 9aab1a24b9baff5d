import { defineForm } from '../define-form.ts'

export const noteForm = defineForm({
  id: 'note',
  label: 'Note',
  plural: 'Notes',
  about: 'Free text with a date, for what fits nowhere else.',
  repeats: true,
  dateItem: 'date',
  listItems: ['date', 'title', 'text'],
  items: [
    { name: 'date', label: 'Date', type: 'date' },
    { name: 'title', label: 'Title', type: 'text', maxLength: 200 },
    { name: 'text', label: 'Text', type: 'long-text' },
  ],
})
