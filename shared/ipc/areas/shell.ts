/** Operations that the shell answers: dialogs, recent files, paper, about. */
import { z } from 'zod'
import { batchRequest, documentRequest } from '../document-request.ts'
import { command, job, query } from '../operation.ts'

const paperSize = z.enum(['A4', 'Letter'])

export const shellArea = {
  /** Registries opened on this workstation before, newest first. */
  'shell.recent': query(
    z.object({}),
    z.object({
      registries: z.array(
        z.object({ folder: z.string(), name: z.string(), openedAt: z.string(), exists: z.boolean() }),
      ),
    }),
    { right: 'none', place: 'shell' },
  ),
  'shell.forgetRecent': command(z.object({ folder: z.string() }), z.object({}), { right: 'none', place: 'shell' }),
  /** Asks for a registry folder (open) or for a place for a new one (create). `null` when dismissed. */
  'shell.chooseFolder': command(
    z.object({ purpose: z.enum(['open', 'create']) }),
    z.object({ folder: z.string().nullable() }),
    {
      right: 'none',
      place: 'shell',
    },
  ),
  /** Where the demo registry of this workstation lies, and whether the program was started to show it. */
  'shell.demoFolder': query(
    z.object({}),
    z.object({ folder: z.string(), exists: z.boolean(), openAtStart: z.boolean() }),
    {
      right: 'none',
      place: 'shell',
    },
  ),
  'shell.about': query(
    z.object({}),
    z.object({
      version: z.string(),
      electron: z.string(),
      chrome: z.string(),
      node: z.string(),
      sqlite: z.string(),
      /** Licenses of everything that is shipped. */
      notices: z.string(),
    }),
    { right: 'none', place: 'shell' },
  ),
  'shell.settings': query(z.object({}), z.object({ theme: z.enum(['system', 'light', 'dark']), paper: paperSize }), {
    right: 'none',
    place: 'shell',
  }),
  'shell.saveSettings': command(
    z.object({ theme: z.enum(['system', 'light', 'dark']).optional(), paper: paperSize.optional() }),
    z.object({}),
    { right: 'none', place: 'shell' },
  ),
  /** The document as it would be printed now, to be looked at. Leaves no entry in the audit chain. */
  'documents.preview': job(z.object({ document: documentRequest }), z.object({ base64: z.string() }), {
    right: 'read',
    place: 'shell',
  }),
  /** Asks for a folder, then writes one PDF a case into it. `null` when dismissed. */
  'documents.saveBatch': job(batchRequest, z.object({ folder: z.string().nullable(), files: z.array(z.string()) }), {
    right: 'read',
    place: 'shell',
  }),
  /** Asks where to, then writes the PDF. `null` when dismissed. */
  'documents.savePdf': job(z.object({ document: documentRequest }), z.object({ file: z.string().nullable() }), {
    right: 'read',
    place: 'shell',
  }),
  /** Opens the system's print dialog. */
  'documents.print': job(z.object({ document: documentRequest }), z.object({ printed: z.boolean() }), {
    right: 'read',
    place: 'shell',
  }),
  /** Saves the one chart. `null` when dismissed. */
  'figures.save': job(
    z.object({ caseId: z.string().min(1).max(64), format: z.enum(['svg', 'png', 'pdf']) }),
    z.object({ file: z.string().nullable() }),
    { right: 'read', place: 'shell' },
  ),
  /** A hidden window says that its page is complete. `figure` carries the chart as SVG where that was asked for. */
  'print.ready': command(z.object({ svg: z.string().optional() }), z.object({}), { right: 'none', place: 'shell' }),
}
