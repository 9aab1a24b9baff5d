import { defineForm } from '../define-form.ts'

export const identityForm = defineForm({
  id: 'identity',
  label: 'Identity',
  plural: 'Identities',
  about: 'Who the patient is. Kept apart, never exported de-identified, and every look at it is audited.',
  repeats: false,
  identifying: true,
  listItems: ['family_name', 'given_names'],
  items: [
    { name: 'family_name', label: 'Family name', type: 'text', maxLength: 120, identifying: true },
    { name: 'given_names', label: 'Given names', type: 'text', maxLength: 120, identifying: true },
    { name: 'record_number', label: 'Medical record number', type: 'text', maxLength: 60, identifying: true },
    { name: 'contact', label: 'Contact', type: 'long-text', maxLength: 1000, identifying: true },
  ],
})
