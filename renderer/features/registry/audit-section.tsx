import { Link } from '@tanstack/react-router'
import { useQueryOf } from '../../ipc/use-contract.ts'

/** The way to the audit, and the key by which others check signed copies of it. */
export function AuditSection() {
  const chain = useQueryOf('audit.chain', {}).data
  return (
    <section className="page-section registry-audit">
      <h2>Audit</h2>
      <p>
        <Link to="/audit">Who did what in this registry</Link>, whether the account is whole, and whether a print
        belongs to it.
      </p>
      {chain && (
        <dl className="facts">
          <dt>Public key of signed copies</dt>
          <dd className="registry-code">{chain.publicKey}</dd>
        </dl>
      )}
    </section>
  )
}
