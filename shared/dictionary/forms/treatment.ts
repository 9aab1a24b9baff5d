import { defineForm } from '../define-form.ts'
import { routes } from '../lists/dosing.ts'
import { drugs } from '../lists/drugs.ts'

export const treatmentForm = defineForm({
  id: 'treatment',
  label: 'Treatment',
  plural: 'Treatments',
  about: 'One course of one drug, from its start to its stop. Its doses are dose steps.',
  repeats: true,
  dateItem: 'started',
  endItem: 'ended',
  listItems: ['drug', 'indication', 'started', 'ended'],
  items: [
    { name: 'drug', label: 'Drug', type: 'choice', choices: drugs, required: true },
    {
      name: 'indication',
      label: 'Purpose',
      type: 'choice',
      choices: [
        { code: 'induction', label: 'Induction' },
        { code: 'maintenance', label: 'Maintenance' },
        { code: 'rescue', label: 'Rescue' },
        { code: 'prophylaxis', label: 'Prophylaxis' },
        { code: 'other', label: 'Other' },
      ],
    },
    {
      name: 'line',
      label: 'Line of treatment',
      help: '1 for the first.',
      type: 'integer',
      hard: { min: 1, max: 30 },
      soft: { max: 10 },
    },
    { name: 'route', label: 'Route', type: 'choice', choices: routes },
    { name: 'started', label: 'Started', type: 'date' },
    { name: 'ended', label: 'Last day', help: 'The last day on the drug, that day included.', type: 'date' },
    {
      name: 'stop_reason',
      label: 'Reason for stopping',
      type: 'choice',
      choices: [
        { code: 'completed', label: 'Course completed' },
        { code: 'remission', label: 'Remission' },
        { code: 'intolerance', label: 'Intolerance' },
        { code: 'infection', label: 'Infection' },
        { code: 'inefficacy', label: 'Lack of effect' },
        { code: 'approval', label: 'Approval ended or refused' },
        { code: 'cost', label: 'Cost' },
        { code: 'choice', label: 'Patient’s choice' },
        { code: 'pregnancy', label: 'Pregnancy' },
        { code: 'death', label: 'Death' },
        { code: 'other', label: 'Other' },
      ],
    },
    { name: 'stop_detail', label: 'Detail', help: 'Of an intolerance: which effect.', type: 'text' },
  ],
})
