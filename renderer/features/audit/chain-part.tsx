import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { UserRight } from '#shared/ipc/rights.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { momentOf } from '#renderer/forms/moments.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { CheckPrint } from './check-print.tsx'
import { ExportButtons } from './export-buttons.tsx'
import { Head } from './head.tsx'
import { VerifyChain } from './verify-chain.tsx'

interface ChainPartProps {
  /** Who may not, is shown the chain as a whole only. */
  readonly mayLook: boolean
  readonly rights: readonly UserRight[] | undefined
}

/** The chain as a whole: is it sound, does a paper belong to it, and copies that others can check. */
export function ChainPart({ mayLook, rights }: ChainPartProps) {
  const { data: chain, error, refetch } = useQueryOf('audit.chain', {}, { staleTime: 0 })
  const may = (right: UserRight) => rights?.includes(right) ?? true
  return (
    <div className="audit-chain">
      {!mayLook && (
        <p className="soft">
          The entries of all cases are shown to the administrators of this registry. What happened to one case stands in
          its History.
        </p>
      )}
      <ErrorMessage error={error} onRetry={() => void refetch()} />
      <section className="page-section" aria-labelledby="audit-head">
        <h2 id="audit-head">The chain</h2>
        {chain && (
          <dl className="facts">
            <dt>Entries</dt>
            <dd>{chain.entries.toLocaleString('en-US')}</dd>
            {chain.at && (
              <>
                <dt>Last entry</dt>
                <dd>{momentOf(chain.at)}</dd>
              </>
            )}
            <dt>Head</dt>
            <dd>
              <Head head={chain.head} />
              <p className="small soft">Its first sixteen signs stand at the foot of every print.</p>
            </dd>
          </dl>
        )}
        <VerifyChain />
      </section>
      <CheckPrint />
      {mayLook && may('export') && <SignedCopies publicKey={chain?.publicKey} mayIdentify={may('identity')} />}
    </div>
  )
}

interface SignedCopiesProps {
  readonly publicKey: string | undefined
  readonly mayIdentify: boolean
}

function SignedCopies({ publicKey, mayIdentify }: SignedCopiesProps) {
  const [withIdentity, setWithIdentity] = useState(false)
  return (
    <section className="page-section" aria-labelledby="audit-copies">
      <h2 id="audit-copies">Copies of the whole chain</h2>
      <p>
        A signed copy can be checked by whoever was given the public key of this registry, without the registry: how,
        stands in the file. Give the key on another way than the file.
      </p>
      {publicKey && (
        <dl className="facts">
          <dt>Public key</dt>
          <dd className="audit-mono">{publicKey}</dd>
        </dl>
      )}
      {mayIdentify && (
        <Checkbox
          label="With what names, record numbers and contacts were"
          checked={withIdentity}
          onChange={(event) => setWithIdentity(event.currentTarget.checked)}
        />
      )}
      <ExportButtons filter={{}} withIdentity={withIdentity} />
    </section>
  )
}
