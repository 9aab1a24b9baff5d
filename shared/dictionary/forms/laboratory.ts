import { defineForm } from '../define-form.ts'
import { laboratoryTests } from '../lists/laboratory-tests.ts'

export const laboratoryForm = defineForm({
  id: 'laboratory',
  label: 'Laboratory result',
  plural: 'Laboratory results',
  about: 'One result of one test on one day, in the unit that it was reported in, with that laboratory’s range.',
  repeats: true,
  dateItem: 'date',
  listItems: ['test', 'value', 'date'],
  items: [
    { name: 'test', label: 'Test', type: 'choice', choices: laboratoryTests, required: true },
    { name: 'date', label: 'Sample date', type: 'date', required: true },
    { name: 'value', label: 'Value', type: 'number', hard: { min: 0 }, comparator: true },
    { name: 'unit', label: 'Unit', type: 'text', maxLength: 40 },
    { name: 'ref_low', label: 'Lower limit of normal', help: 'As printed beside the result.', type: 'number' },
    { name: 'ref_high', label: 'Upper limit of normal', help: 'As printed beside the result.', type: 'number' },
    { name: 'laboratory', label: 'Laboratory', type: 'text', maxLength: 120 },
  ],
})
