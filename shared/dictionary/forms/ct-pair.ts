import { defineForm } from '../define-form.ts'

const mm = { type: 'number', unit: 'mm', decimals: 1 } as const

/**
 * Two image series side by side: how their levels belong together, and what was marked of them. Millimeters along the body are
 * from the feet to the head, each in the coordinates of its own series; the crop is one rectangle of the body.
 */
export const ctPairForm = defineForm({
  id: 'ct_pair',
  label: 'CT pair',
  plural: 'CT pairs',
  about: 'Two series at the same level of the body, as they were linked and marked.',
  repeats: true,
  listItems: ['title', 'earlier', 'later'],
  items: [
    { name: 'title', label: 'Title', type: 'text', maxLength: 200 },
    { name: 'earlier', label: 'Earlier series', type: 'reference', form: 'image_series', required: true },
    { name: 'later', label: 'Later series', type: 'reference', form: 'image_series', required: true },
    { name: 'offset_mm', label: 'Later minus earlier', help: 'At the same level of the body.', ...mm, required: true },
    { name: 'earlier_at_mm', label: 'Level in the earlier', ...mm, required: true },
    { name: 'crop_left_mm', label: 'Crop: from, to the patient’s left', ...mm },
    { name: 'crop_top_mm', label: 'Crop: from, to the back', ...mm },
    { name: 'crop_width_mm', label: 'Crop: width', ...mm, hard: { min: 10, max: 1000 } },
    { name: 'crop_height_mm', label: 'Crop: height', ...mm, hard: { min: 10, max: 1000 } },
    { name: 'shift_left_mm', label: 'Crop of the later: moved to the left by', ...mm },
    { name: 'shift_back_mm', label: 'Crop of the later: moved to the back by', ...mm },
    { name: 'window_center_hu', label: 'Window center', type: 'number', decimals: 0 },
    { name: 'window_width_hu', label: 'Window width', type: 'number', hard: { min: 1 }, decimals: 0 },
    {
      name: 'in_documents',
      label: 'In documents',
      help: 'Stands in the summary, on the MDT sheet and in the case report.',
      type: 'choice',
      choices: [
        { code: 'yes', label: 'Yes' },
        { code: 'no', label: 'No' },
      ],
    },
  ],
})
