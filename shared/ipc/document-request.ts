/** What can be put on paper: the documents of a case, and those of the registry. */
import { z } from 'zod'

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
const registryDocument = z.object({ kind: z.enum(['recovery']), paper })

const caseDocument = z.discriminatedUnion('kind', [plainDocument, dossier, visitNote])
export const documentRequest = z.discriminatedUnion('kind', [plainDocument, dossier, visitNote, registryDocument])
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
}

const registryDocuments: Readonly<Record<Exclude<DocumentKind, CaseDocumentKind>, DocumentWords>> = {
  recovery: {
    label: 'Recovery sheet',
    file: 'recovery sheet',
    about: 'Opens the registry when every passphrase is lost. To be locked away.',
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

/** One document of each of several cases. */
export const batchRequest = z.object({
  kind: z.enum(['summary', 'dossier', 'mdt', 'visit-note']),
  caseIds: z.array(caseId).min(1).max(1000),
  paper,
})
