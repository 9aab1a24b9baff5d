/** What can be put on paper: the documents of a case, and those of the registry. */
import { z } from 'zod'
import { paperFormIds } from '../domain/documents/paper-forms.ts'

const paper = z.enum(['A4', 'Letter'])
export type Paper = z.infer<typeof paper>

const caseId = z.string().min(1).max(64)
const ofCase = { caseId, paper }
/** Documents that say everything by their case. */
const plainDocument = z.object({ kind: z.enum(['summary', 'mdt']), ...ofCase })
/** Asks an insurer for a drug: its code in the drug list, `dossierDrug` where it is missing. */
const dossier = z.object({ kind: z.literal('dossier'), ...ofCase, drug: z.string().min(1).max(40).optional() })
/** Of one visit; the last one where it is missing. */
const visitNote = z.object({ kind: z.literal('visit-note'), ...ofCase, visitId: z.string().min(1).max(64).optional() })
/** Tells time in months from an index date unless the calendar is asked for. */
export const caseReport = z.object({
  kind: z.literal('case-report'),
  ...ofCase,
  dates: z.enum(['relative', 'absolute']).optional(),
})
const registryDocument = z.object({ kind: z.enum(['recovery', 'codebook']), paper })
/** To be filled in by hand: the forms by id, those of a visit where none is named; the code of a case on each page. */
const paperForms = z.object({
  kind: z.literal('paper-forms'),
  paper,
  forms: z.array(z.enum(paperFormIds)).min(1).max(paperFormIds.length).optional(),
  code: z.string().min(1).max(40).optional(),
})

/** Runs of analyses, by their ids, in this order. */
const cohortReport = z.object({
  kind: z.literal('cohort-report'),
  paper,
  resultIds: z.array(z.string().min(1).max(64)).min(1).max(20),
})

const caseDocument = z.discriminatedUnion('kind', [plainDocument, dossier, visitNote, caseReport])
export const documentRequest = z.discriminatedUnion('kind', [
  plainDocument,
  dossier,
  visitNote,
  caseReport,
  registryDocument,
  paperForms,
  cohortReport,
])
export type CaseReportRequest = z.infer<typeof caseReport>
export type PaperFormsRequest = z.infer<typeof paperForms>
export type CaseDocument = z.infer<typeof caseDocument>
export type DocumentRequest = z.infer<typeof documentRequest>
export type CaseDocumentKind = CaseDocument['kind']
export type DocumentKind = DocumentRequest['kind']

export interface DocumentWords {
  /** As it is called in lists. */
  readonly label: string
  /** Ends the name of its file: `AS-0001 summary.pdf`. */
  readonly file: string
  /** What it is for, in one sentence. */
  readonly about: string
  /** Says nowhere whose it is: neither code nor registry stand on it. */
  readonly deidentified?: boolean
}

/** In the order in which they are offered. */
export const caseDocuments: Readonly<Record<CaseDocumentKind, DocumentWords>> = {
  summary: {
    label: 'Case summary',
    file: 'summary',
    about: 'The record on paper: the chart, where things stand, treatments and events. No names.',
  },
  dossier: {
    label: 'Dossier for the insurer',
    file: 'dossier',
    about: 'What is recorded in support of a drug: diagnosis, course, what was tried, response, request. No names.',
  },
  mdt: {
    label: 'MDT sheet',
    file: 'MDT sheet',
    about: 'The case on one page for the multidisciplinary board, with room for the question and the decision.',
  },
  'visit-note': {
    label: 'Visit note',
    file: 'visit note',
    about: 'What was found at a visit, what changed since the one before, and the plan.',
  },
  'case-report': {
    label: 'Case-report draft',
    file: 'case report draft',
    about:
      'After the CARE items, de-identified, with every gap shown. No free text: what an author writes is left to write.',
    deidentified: true,
  },
}

export const registryDocuments: Readonly<Record<Exclude<DocumentKind, CaseDocumentKind>, DocumentWords>> = {
  recovery: {
    label: 'Recovery sheet',
    file: 'recovery sheet',
    about: 'Opens the registry when every passphrase is lost. To be locked away.',
  },
  codebook: {
    label: 'Codebook',
    file: 'codebook',
    about: 'Everything that the forms ask: answers, units, limits and codes, with the items of this registry.',
  },
  'cohort-report': {
    label: 'Cohort report',
    file: 'cohort report',
    about: 'Who is in the cohort, and what was found: tables, figures, methods and references. No case is named.',
  },
  'paper-forms': {
    label: 'Paper forms',
    file: 'paper forms',
    about: 'To be filled in at the bedside and typed in later.',
  },
}

export function wordsOf(kind: DocumentKind): DocumentWords {
  return kind in caseDocuments
    ? caseDocuments[kind as CaseDocumentKind]
    : registryDocuments[kind as keyof typeof registryDocuments]
}

function isCaseDocument(document: DocumentRequest): document is CaseDocument {
  return document.kind in caseDocuments
}

/** The case that a document is about, or undefined for one of the registry. */
export function caseOf(document: DocumentRequest): string | undefined {
  return isCaseDocument(document) ? document.caseId : undefined
}

/** The drug that a dossier asks for where none is named. */
export const dossierDrug = 'ivig'

export const caseDocumentKinds = Object.keys(caseDocuments) as readonly CaseDocumentKind[]

/** What can be made of many cases at once: what is handed over as it is. */
export const batchKinds = ['summary', 'dossier', 'mdt', 'visit-note'] as const satisfies readonly CaseDocumentKind[]
export type BatchKind = (typeof batchKinds)[number]

/** One document of each of several cases. */
export const batchRequest = z.object({
  kind: z.enum(batchKinds),
  caseIds: z.array(caseId).min(1).max(1000),
  paper,
})
