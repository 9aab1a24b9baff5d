import { defineForm } from '../define-form.ts'
import { certainty, presence } from '../lists/answers.ts'
import { ctPatterns } from '../lists/ct-patterns.ts'

const coarseness = [
  { code: '0', label: 'Normal' },
  { code: '1', label: 'Fine intralobular' },
  { code: '2', label: 'Microcystic honeycombing' },
  { code: '3', label: 'Macrocystic honeycombing' },
] as const

const share = { type: 'integer', unit: '%', hard: { min: 0, max: 100 } } as const

const extent = (section: string) =>
  ({
    ...share,
    label: 'Extent of disease',
    help: 'Share of the lung at this level, to the nearest 5 %.',
    section,
  }) as const
const groundGlass = (section: string) =>
  ({ ...share, label: 'Ground glass', help: 'Share of the disease.', section }) as const
const reticulation = (section: string) =>
  ({ ...share, label: 'Reticulation', help: 'Share of the disease.', section }) as const
const coarse = (section: string) => ({ label: 'Coarseness', type: 'choice', choices: coarseness, section }) as const

const level1 = '1 · Origin of the great vessels'
const level2 = '2 · Main carina'
const level3 = '3 · Pulmonary venous confluence'
const level4 = '4 · Halfway between 3 and 5'
const level5 = '5 · Just above the right hemidiaphragm'

/**
 * One reader's reading of a chest CT. The five levels are those of Wells and Goh: Goh NSL et al. Am J Respir Crit Care Med
 * 2008;177:1248-54.
 */
export const ctReadingForm = defineForm({
  id: 'ct_reading',
  label: 'CT reading',
  plural: 'CT readings',
  about: 'What one reader makes of a chest CT: pattern, extent at five levels, features, change against another study.',
  repeats: true,
  dateItem: 'date',
  listItems: ['date', 'imaging', 'reader', 'pattern'],
  items: [
    { name: 'imaging', label: 'Imaging study', type: 'reference', form: 'imaging', required: true, section: 'Reading' },
    { name: 'date', label: 'Read on', type: 'date', required: true, section: 'Reading' },
    {
      name: 'reader',
      label: 'Reader',
      type: 'text',
      maxLength: 120,
      required: true,
      identifying: true,
      section: 'Reading',
    },
    {
      name: 'blinded',
      label: 'Read blinded',
      help: 'Without knowing another reading or the patient’s course.',
      type: 'choice',
      choices: [
        { code: 'yes', label: 'Yes' },
        { code: 'no', label: 'No' },
      ],
      section: 'Reading',
    },
    { name: 'pattern', label: 'Pattern', type: 'choice', choices: ctPatterns, section: 'Findings' },
    { name: 'certainty', label: 'Certainty of the pattern', type: 'choice', choices: certainty, section: 'Findings' },
    { name: 'ground_glass', label: 'Ground glass', type: 'choice', choices: presence, section: 'Findings' },
    { name: 'reticulation', label: 'Reticulation', type: 'choice', choices: presence, section: 'Findings' },
    {
      name: 'traction_bronchiectasis',
      label: 'Traction bronchiectasis',
      type: 'choice',
      choices: presence,
      section: 'Findings',
    },
    { name: 'honeycombing', label: 'Honeycombing', type: 'choice', choices: presence, section: 'Findings' },
    { name: 'l1_extent', ...extent(level1) },
    { name: 'l1_ground_glass', ...groundGlass(level1) },
    { name: 'l1_reticulation', ...reticulation(level1) },
    { name: 'l1_coarseness', ...coarse(level1) },
    { name: 'l2_extent', ...extent(level2) },
    { name: 'l2_ground_glass', ...groundGlass(level2) },
    { name: 'l2_reticulation', ...reticulation(level2) },
    { name: 'l2_coarseness', ...coarse(level2) },
    { name: 'l3_extent', ...extent(level3) },
    { name: 'l3_ground_glass', ...groundGlass(level3) },
    { name: 'l3_reticulation', ...reticulation(level3) },
    { name: 'l3_coarseness', ...coarse(level3) },
    { name: 'l4_extent', ...extent(level4) },
    { name: 'l4_ground_glass', ...groundGlass(level4) },
    { name: 'l4_reticulation', ...reticulation(level4) },
    { name: 'l4_coarseness', ...coarse(level4) },
    { name: 'l5_extent', ...extent(level5) },
    { name: 'l5_ground_glass', ...groundGlass(level5) },
    { name: 'l5_reticulation', ...reticulation(level5) },
    { name: 'l5_coarseness', ...coarse(level5) },
    { name: 'compared_with', label: 'Compared with', type: 'reference', form: 'imaging', section: 'Comparison' },
    {
      name: 'change',
      label: 'Change',
      help: 'Against the study named beside it.',
      type: 'choice',
      section: 'Comparison',
      choices: [
        { code: 'better', label: 'Better' },
        { code: 'same', label: 'The same' },
        { code: 'worse', label: 'Worse' },
      ],
    },
  ],
})
