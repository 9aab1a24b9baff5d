/** What can be put on paper: the documents of a case, and those of the registry. */
import { z } from 'zod'

const paper = z.enum(['A4', 'Letter'])
export type Paper = z.infer<typeof paper>

const caseDocument = z.object({
  kind: z.enum(['summary']),
  caseId: z.string().min(1).max(64),
  paper,
})
const registryDocument = z.object({ kind: z.enum(['recovery']), paper })

export const documentRequest = z.discriminatedUnion('kind', [caseDocument, registryDocument])
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
}

export const registryDocuments: Readonly<Record<Exclude<DocumentKind, CaseDocumentKind>, DocumentWords>> = {
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

export function isCaseDocument(document: DocumentRequest): document is CaseDocument {
  return document.kind in caseDocuments
}

/** A kind as it stands in an address or on a command line. */
export function isDocumentKind(text: string): text is DocumentKind {
  return text in caseDocuments || text in registryDocuments
}

/** The case that a document is about, or undefined for one of the registry. */
export function caseOf(document: DocumentRequest): string | undefined {
  return isCaseDocument(document) ? document.caseId : undefined
}
export const batchRequest = z.object({
  kind: caseDocument.shape.kind,
  caseIds: z.array(z.string().min(1).max(64)).min(1).max(1000),
  paper,
})
