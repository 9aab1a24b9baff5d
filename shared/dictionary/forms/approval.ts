import { defineForm } from '../define-form.ts'
import { drugs } from '../lists/drugs.ts'

export const approvalForm = defineForm({
  id: 'approval',
  label: 'Approval',
  plural: 'Approvals',
  about: 'A request to a payer: asked, decided, first dose. The program computes the delay.',
  repeats: true,
  dateItem: 'asked_on',
  endItem: 'decided_on',
  listItems: ['drug', 'decision', 'asked_on', 'decided_on'],
  items: [
    { name: 'drug', label: 'Drug', type: 'choice', choices: drugs, required: true },
    { name: 'asked_on', label: 'Asked on', type: 'date' },
    {
      name: 'decision',
      label: 'Decision',
      type: 'choice',
      choices: [
        { code: 'pending', label: 'Pending' },
        { code: 'approved', label: 'Approved' },
        { code: 'refused', label: 'Refused' },
        { code: 'appealed', label: 'Appealed' },
        { code: 'withdrawn', label: 'Withdrawn' },
      ],
    },
    { name: 'decided_on', label: 'Decided on', type: 'date' },
    {
      name: 'payer',
      label: 'Payer',
      type: 'choice',
      choices: [
        { code: 'public', label: 'Public insurance' },
        { code: 'private', label: 'Private insurance' },
        { code: 'hospital', label: 'Hospital' },
        { code: 'manufacturer', label: 'Manufacturer' },
        { code: 'trial', label: 'Trial' },
        { code: 'patient', label: 'Patient' },
        { code: 'other', label: 'Other' },
      ],
    },
    { name: 'first_dose_on', label: 'First dose on', type: 'date' },
    { name: 'reason_text', label: 'Reason given', type: 'long-text' },
  ],
})
