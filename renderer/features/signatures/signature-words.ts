/** Signatures in words, on the screen and on paper. */
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { CaseSignature } from '#shared/ipc/areas/signatures.ts'
import { dayOf, momentOf } from '#renderer/forms/moments.ts'

/** `Signed by A. Author on 26 Nov 2026 as reviewed and complete; unchanged since` */
export function signatureWords(signature: CaseSignature): string {
  const { user, signedAt, meaning, isUnchanged } = signature
  const signed = `Signed by ${user} on ${formatPartialDate(dayOf(signedAt))} as ${meaning}`
  return `${signed}; ${isUnchanged ? 'unchanged since' : 'changed since'}`
}

/** What is not as it was signed, the first of it, and who changed it last: `CK 12 Apr 2021 changed and 3 more, last …`. */
export function brokenWords({ changes, more, lastChange }: CaseSignature, told: number): string {
  const others = changes.length - Math.min(told, changes.length) + more
  const what = [changes.slice(0, told).join(', '), ...(others > 0 ? [`${others} more`] : [])].join(' and ')
  return lastChange ? `${what}; last ${momentOf(lastChange.at)} by ${lastChange.actor}` : what
}
