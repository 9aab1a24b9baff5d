import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { CaseSignature } from '#shared/ipc/areas/signatures.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { momentOf } from '#renderer/forms/moments.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { SignDialog } from './sign-dialog.tsx'
import { brokenWords, signatureWords } from './signature-words.ts'
import './signatures.css'

interface OfCaseProps {
  readonly caseId: string
}

function useSignatures(caseId: string) {
  const { data, error, refetch } = useQueryOf('signatures.ofCase', { caseId }, { staleTime: 0 })
  return { signatures: data?.signatures, error, retry: () => void refetch() }
}

function useMaySign(): boolean {
  const status = useQueryOf('registry.status', {}).data
  return status !== undefined && !status.readOnly && (status.rights?.includes('write') ?? true)
}

/** Under the facts of a case: the newest signature of the whole case, where there is one. */
export function CaseSignatureLine({ caseId }: OfCaseProps) {
  const newest = useSignatures(caseId).signatures?.find(({ visitId }) => visitId === undefined)
  if (!newest) return null
  return (
    <p className="signature-line">
      <Mark signature={newest} />
      <Link to="/cases/$caseId/$tab" params={{ caseId, tab: 'history' }}>
        {signatureWords(newest)}
      </Link>
    </p>
  )
}

/** In the history of a case: every signature, and the way to sign. */
export function CaseSignatures({ caseId }: OfCaseProps) {
  const { signatures, error, retry } = useSignatures(caseId)
  if (!signatures) return <ErrorMessage error={error} onRetry={retry} />
  return (
    <section className="signatures" aria-label="Signatures">
      {signatures.length === 0 ? (
        <p className="soft">Nobody has signed this case yet.</p>
      ) : (
        <ol>
          {signatures.map((signature) => (
            <li key={signature.id}>
              <Signature signature={signature}>
                {signature.visitId === undefined
                  ? 'Case: '
                  : `Visit${signature.visitDate ? ` ${formatPartialDate(signature.visitDate)}` : ''}: `}
              </Signature>
            </li>
          ))}
        </ol>
      )}
      <SignButton caseId={caseId} label={signatures.length === 0 ? 'Sign case…' : 'Sign case again…'} />
    </section>
  )
}

interface VisitSignaturesProps extends OfCaseProps {
  readonly visitId: string
}

/** Above a visit: who signed it, whether it was changed since, and the way to sign. */
export function VisitSignatures({ caseId, visitId }: VisitSignaturesProps) {
  const { signatures, error, retry } = useSignatures(caseId)
  const own = signatures?.filter((signature) => signature.visitId === visitId) ?? []
  const [newest] = own
  return (
    <section className="signatures visit-signatures" aria-label="Signatures of the visit">
      {newest ? (
        <Signature signature={newest} />
      ) : (
        <p className="soft">{signatures && 'Nobody has signed this visit yet.'}</p>
      )}
      <ErrorMessage error={error} onRetry={retry} />
      {signatures && <SignButton {...{ caseId, visitId }} label={newest ? 'Sign again…' : 'Sign visit…'} />}
    </section>
  )
}

interface SignatureProps {
  readonly signature: CaseSignature
  readonly children?: ReactNode
}

function Signature({ signature, children }: SignatureProps) {
  return (
    <p className="signature">
      <Mark signature={signature} />
      <span title={momentOf(signature.signedAt)}>
        {children}
        {signatureWords(signature)}
      </span>
      {!signature.isUnchanged && <span className="signature-broken small">{brokenWords(signature, 3)}</span>}
    </p>
  )
}

/** A sign besides the words: shape before color. */
const Mark = ({ signature: { isUnchanged } }: SignatureProps) => (
  <span className="signature-mark" data-stands={isUnchanged} aria-hidden>
    {isUnchanged ? '✓' : '≠'}
  </span>
)

interface SignButtonProps extends OfCaseProps {
  readonly visitId?: string
  readonly label: string
}

function SignButton({ label, ...of }: SignButtonProps) {
  const [isSigning, setIsSigning] = useState(false)
  if (!useMaySign()) return null
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setIsSigning(true)}>
        {label}
      </Button>
      {isSigning && <SignDialog {...of} onClose={() => setIsSigning(false)} />}
    </>
  )
}
