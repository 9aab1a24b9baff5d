/** Whether what was signed still stands there: computed each time from the records, never stored. */
import type { FormId } from '#shared/dictionary/forms.ts'
import { recordName } from '#shared/domain/record-name.ts'
import type { CaseSignature } from '#shared/ipc/areas/signatures.ts'
import type { Reader } from '#main/database/connection.ts'
import { caseRecord } from '#main/database/repositories/cases.ts'
import { findRecord } from '#main/database/repositories/records.ts'
import { identityTouchedSince, lastTouch, signatureInChain } from '#main/database/repositories/signatures.ts'
import type { Signature } from '#main/database/repositories/signatures.ts'
import { labelOfChange } from '../operations/change-label.ts'
import { signedContent } from './signed-content.ts'

/** More are counted, not told. */
const mostTold = 20

interface Change {
  readonly words: string
  /** Row of the record, which the audit chain tells more of. */
  readonly rowId?: string
  readonly touch?: ReturnType<typeof lastTouch>
}

export function signatureState(db: Reader, signature: Signature): CaseSignature {
  const { id, visitId, userName, meaning, signedAt, digest } = signature
  const visit = visitId === undefined ? undefined : findRecord(db, 'visit', visitId)?.record
  const changes = [...changesOfRecords(db, signature), ...changesBeside(db, signature)]
  const touches = changes.flatMap(
    ({ rowId, touch }) => touch ?? (rowId === undefined ? [] : (lastTouch(db, rowId) ?? [])),
  )
  const last = touches.toSorted((a, b) => b.seq - a.seq)[0]
  const date = visit?.['date']
  return {
    id,
    ...(visitId !== undefined && { visitId }),
    ...(typeof date === 'string' && { visitDate: date }),
    user: userName,
    meaning,
    signedAt,
    digest,
    isUnchanged: changes.length === 0,
    changes: changes.slice(0, mostTold).map(({ words }) => words),
    more: Math.max(0, changes.length - mostTold),
    ...(last && { lastChange: { at: last.at, actor: last.actor } }),
  }
}

/** Records that were added, changed or taken away since. */
function changesOfRecords(db: Reader, { caseId, visitId, content, digest }: Signature): readonly Change[] {
  const visit = visitId === undefined ? undefined : findRecord(db, 'visit', visitId)
  // A visit may have gone to another case with the rest of it.
  const record = caseRecord(db, visit?.caseId ?? caseId)
  if (!record) return [{ words: 'The case is not in the registry' }]
  const now = signedContent(record, visit?.record)
  if (now.digest === digest) return []
  const signed = new Map(content.map((one) => [one.id, one]))
  const standing = new Set(now.records.map((one) => one.id))
  const gone = content.filter((one) => !standing.has(one.id)).map(({ form, id }) => goneRecord(db, form, id))
  const others = now.records.flatMap(({ form, id, sha256 }): readonly Change[] => {
    const before = signed.get(id)
    if (before?.sha256 === sha256) return []
    return [{ words: wordsOf(db, before ? 'edit' : 'add', form, id), rowId: id }]
  })
  const told = [...gone, ...others]
  return told.length > 0 ? told : [{ words: 'What was signed is not what the digest of the signature says' }]
}

function goneRecord(db: Reader, form: FormId, id: string): Change {
  const found = findRecord(db, form, id)?.record
  const words = !found || found.voided_at ? wordsOf(db, 'void', form, id) : `${recordName(form, found)} moved elsewhere`
  return { words, rowId: id }
}

function wordsOf(db: Reader, kind: 'add' | 'edit' | 'void', form: FormId, id: string): string {
  if (form === 'case') return 'Baseline changed'
  return labelOfChange(kind, form, findRecord(db, form, id)?.record ?? {})
}

/** Who the patient is, and the signature itself: both by what the audit chain says. */
function changesBeside(db: Reader, { id, caseId, visitId, digest }: Signature): readonly Change[] {
  const inChain = signatureInChain(db, id)
  if (inChain?.digest !== digest) return [{ words: 'The signature itself is not the one in the audit chain' }]
  const touch = visitId === undefined ? identityTouchedSince(db, caseId, inChain.seq) : undefined
  return touch ? [{ words: 'Identity changed', touch }] : []
}
