/** Operations that the shell answers: dialogs, recent files, paper, about. */
import { z } from 'zod'
import { batchRequest, caseReport, documentRequest } from '../document-request.ts'
import { command, job, query } from '../operation.ts'

const paperSize = z.enum(['A4', 'Letter'])

/** How the one chart is shown, and drawn as a figure. */
const chartView = z.object({
  /** The drug that the time axis counts months from, as `drugStarts` names it; the calendar where it is missing. */
  align: z.string().min(1).max(80).optional(),
  /** Ids of the lanes; all where it is missing. */
  lanes: z.array(z.string().min(1).max(80)).max(100).optional(),
  /** Id of a case that stands under it. */
  with: z.string().min(1).max(64).optional(),
  /** Days in view, counted from the start of the drug or, on the calendar, from 1970-01-01; all where they are missing. */
  from: z.int().optional(),
  to: z.int().optional(),
})
export type ChartView = z.infer<typeof chartView>

/** As it is typed: empty at first. */
const registryName = z.string().max(1000)

/** Keys of lanes that are not shown on this workstation. */
const hiddenLanes = z.array(z.string().min(1).max(80)).max(200)

export const shellArea = {
  /** Registries opened on this workstation before, newest first. */
  'shell.recent': query(
    z.object({}),
    z.object({
      registries: z.array(
        z.object({
          folder: z.string(),
          name: z.string(),
          openedAt: z.string(),
          exists: z.boolean(),
          /** Who had it open here last. */
          user: z.string().optional(),
        }),
      ),
    }),
    { right: 'none', place: 'shell' },
  ),
  'shell.forgetRecent': command(z.object({ folder: z.string().max(4096) }), z.object({}), {
    right: 'none',
    place: 'shell',
  }),
  /** Asks for a registry folder (open), for a place for a new one (create), for a backup, or for a folder for backups. `null` when dismissed. */
  'shell.chooseFolder': command(
    z.object({
      purpose: z.enum(['open', 'create', 'backup', 'backup-folder']),
      /** What the new one is called so far. */
      name: registryName.optional(),
    }),
    z.object({ folder: z.string().nullable() }),
    {
      right: 'none',
      place: 'shell',
    },
  ),
  /** A folder for a new registry, among the person's documents and named after it. Nothing lies there yet. */
  'shell.newRegistryFolder': query(z.object({ name: registryName }), z.object({ folder: z.string() }), {
    right: 'none',
    place: 'shell',
  }),
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
  'shell.settings': query(
    z.object({}),
    z.object({ theme: z.enum(['system', 'light', 'dark']), paper: paperSize, hiddenLanes: hiddenLanes.optional() }),
    { right: 'none', place: 'shell' },
  ),
  'shell.saveSettings': command(
    z.object({
      theme: z.enum(['system', 'light', 'dark']).optional(),
      paper: paperSize.optional(),
      hiddenLanes: hiddenLanes.optional(),
    }),
    z.object({}),
    { right: 'none', place: 'shell' },
  ),
  /** The document as it would be printed now, to be looked at. No print is noted; a look at CT images in it is. */
  'documents.preview': job(z.object({ document: documentRequest }), z.object({ base64: z.string() }), {
    right: 'read',
    place: 'shell',
  }),
  /** Asks for a folder, then writes one PDF a case into it. `null` when dismissed. */
  'documents.saveBatch': job(batchRequest, z.object({ folder: z.string().nullable(), files: z.array(z.string()) }), {
    right: 'export',
    place: 'shell',
  }),
  /** Asks where to, then writes the PDF. `null` when dismissed. */
  'documents.savePdf': job(z.object({ document: documentRequest }), z.object({ file: z.string().nullable() }), {
    right: 'export',
    place: 'shell',
  }),
  /** Asks where to, then writes the draft for an author to go on in; Markdown with its figure beside it. */
  'documents.saveText': job(
    z.object({ document: caseReport, format: z.enum(['docx', 'md']) }),
    z.object({ file: z.string().nullable() }),
    { right: 'export', place: 'shell' },
  ),
  /** Opens the system's print dialog. */
  'documents.print': job(z.object({ document: documentRequest }), z.object({ printed: z.boolean() }), {
    right: 'export',
    place: 'shell',
  }),
  /** Saves the one chart as it is shown. `null` when dismissed. */
  'figures.save': job(
    z.object({
      caseId: z.string().min(1).max(64),
      format: z.enum(['svg', 'png', 'pdf']),
      view: chartView.optional(),
    }),
    z.object({ file: z.string().nullable() }),
    { right: 'export', place: 'shell' },
  ),
  /** A hidden window says that its page is complete. `figure` carries the chart as SVG where that was asked for. */
  'print.ready': command(z.object({ svg: z.string().max(40_000_000).optional() }), z.object({}), {
    right: 'none',
    place: 'shell',
  }),
}
