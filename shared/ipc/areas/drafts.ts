/** What is being typed and not saved yet. A draft has a place: the form, page or sheet that it was typed into. */
import { z } from 'zod'
import { isJsonText } from '#shared/lib/is-json-text.ts'
import { command, query } from '../operation.ts'
import { draftPlace } from './record-values.ts'

const about = {
  caseId: z.string().min(1).max(64).optional(),
  form: z.string().min(1).max(40).optional(),
  /** How the list of unfinished things names it. Holds nothing of who the patient is. */
  title: z.string().min(1).max(200),
}
const savedAt = z.string()

export const draftsArea = {
  /** Keeps a draft in place of the one that its place had. `content` is JSON text that only the page reads. */
  'drafts.keep': command(
    z.object({
      place: draftPlace,
      ...about,
      content: z.string().max(5_000_000).refine(isJsonText, 'A draft is kept as JSON text.'),
      /** Version of the record that the typing started from. */
      baseVersion: z.int().min(1).optional(),
    }),
    z.object({ savedAt }),
    { right: 'write' },
  ),
  /** A command, since who looks at a draft of identity is audited. */
  'drafts.find': command(
    z.object({ place: draftPlace }),
    z.object({
      draft: z
        .object({ place: draftPlace, ...about, content: z.string(), baseVersion: z.number().optional(), savedAt })
        .nullable(),
    }),
    { right: 'read' },
  ),
  /** The user's drafts, newest first. */
  'drafts.list': query(
    z.object({}),
    z.object({
      drafts: z.array(z.object({ place: draftPlace, ...about, caseCode: z.string().optional(), savedAt })),
    }),
    { right: 'read' },
  ),
  'drafts.discard': command(z.object({ place: draftPlace }), z.object({}), { right: 'write' }),
}
export type KeptDraft = NonNullable<z.infer<(typeof draftsArea)['drafts.find']['output']>['draft']>
