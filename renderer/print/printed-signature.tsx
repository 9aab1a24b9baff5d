import type { CaseSignature } from '#shared/ipc/areas/signatures.ts'
import { brokenWords, signatureWords } from '../features/signatures/signature-words.ts'

/** Who vouched for what is printed, and whether it is still what they saw. Nothing where nobody signed. */
export function PrintedSignature({ signature }: { readonly signature: CaseSignature | undefined }) {
  if (!signature) return null
  return (
    <p className="paper-soft">
      {signatureWords(signature)}
      {!signature.isUnchanged && `: ${brokenWords(signature, 5)}`}.
    </p>
  )
}
