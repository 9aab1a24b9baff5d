/**
 * Dose steps. A step lasts until its `ended`, else until the day before the next step of the same treatment starts, else
 * until the treatment ends, else it goes on. `dose` is the amount of one intake; with `over_days`, of one cycle.
 */
import { defineForm } from '../define-form.ts'
import { doseUnits, frequencies } from '../lists/dosing.ts'

export const doseStepForm = defineForm({
  id: 'dose_step',
  label: 'Dose step',
  plural: 'Dose steps',
  about: 'A dose of a treatment from one day on, and why it was changed.',
  repeats: true,
  dateItem: 'started',
  endItem: 'ended',
  listItems: ['started', 'dose', 'unit', 'frequency', 'reason'],
  items: [
    { name: 'treatment', label: 'Treatment', type: 'reference', form: 'treatment', required: true },
    { name: 'started', label: 'From', type: 'date' },
    { name: 'ended', label: 'Last day', help: 'Leave empty: a step lasts until the next one.', type: 'date' },
    {
      name: 'dose',
      label: 'Dose',
      help: 'The amount of one intake: 500 mg twice a day is 500.',
      type: 'number',
      hard: { min: 0, max: 100_000 },
    },
    {
      name: 'dose_text',
      label: 'Dose in words',
      help: 'Where the number is not known: “high dose”.',
      type: 'text',
      maxLength: 120,
    },
    { name: 'unit', label: 'Unit', type: 'choice', choices: doseUnits },
    {
      name: 'over_days',
      label: 'Given over',
      help: 'Of a dose that is spread over several days: 2 g/kg over 2 days every 4 weeks.',
      type: 'integer',
      unit: 'd',
      hard: { min: 1, max: 31 },
      soft: { max: 7 },
    },
    { name: 'frequency', label: 'Frequency', type: 'choice', choices: frequencies },
    {
      name: 'reason',
      label: 'Reason',
      type: 'choice',
      choices: [
        { code: 'start', label: 'Start' },
        { code: 'taper', label: 'Taper' },
        { code: 'increase', label: 'Increase' },
        { code: 'flare', label: 'Flare' },
        { code: 'intolerance', label: 'Intolerance' },
        { code: 'infection', label: 'Infection' },
        { code: 'inefficacy', label: 'Lack of effect' },
        { code: 'approval', label: 'Approval' },
        { code: 'cost', label: 'Cost' },
        { code: 'choice', label: 'Patient’s choice' },
        { code: 'other', label: 'Other' },
      ],
    },
    { name: 'reason_detail', label: 'Detail', help: 'Of an intolerance: which effect.', type: 'text' },
  ],
})
