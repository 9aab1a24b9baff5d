import type { FormId } from '../../dictionary/forms.ts'

/** What tells from when to when a case is known, and what “now” means for it. */
export const knownForms = [
  'case',
  'visit',
  'laboratory',
  'pft',
  'walk_test',
  'imaging',
  'procedure',
  'infusion',
  'treatment',
  'dose_step',
  'event',
  'diagnosis',
] as const satisfies readonly FormId[]
