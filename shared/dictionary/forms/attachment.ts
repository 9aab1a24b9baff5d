import { defineForm } from '../define-form.ts'

export const attachmentForm = defineForm({
  id: 'attachment',
  label: 'Attachment',
  plural: 'Attachments',
  about: 'A file kept in the registry, with its kind and date.',
  repeats: true,
  dateItem: 'date',
  addedOnly: 'An attachment is added with its file.',
  listItems: ['date', 'kind', 'title', 'file_name'],
  items: [
    { name: 'date', label: 'Date', type: 'date' },
    {
      name: 'kind',
      label: 'Kind',
      type: 'choice',
      choices: [
        { code: 'letter', label: 'Letter' },
        { code: 'laboratory', label: 'Laboratory report' },
        { code: 'pft', label: 'Pulmonary function report' },
        { code: 'imaging', label: 'Imaging report or picture' },
        { code: 'pathology', label: 'Pathology report' },
        { code: 'consent', label: 'Consent form' },
        { code: 'payer', label: 'Letter of the payer' },
        { code: 'other', label: 'Other' },
      ],
    },
    { name: 'title', label: 'Title', type: 'text', maxLength: 200 },
    { name: 'file_name', label: 'File name', type: 'text', maxLength: 255, identifying: true, byProgram: true },
    { name: 'media_type', label: 'Media type', type: 'text', maxLength: 120, byProgram: true },
    { name: 'size_bytes', label: 'Size', type: 'integer', unit: 'By', hard: { min: 0 }, byProgram: true },
    { name: 'sha256', label: 'SHA-256', type: 'text', maxLength: 64, byProgram: true },
  ],
})
