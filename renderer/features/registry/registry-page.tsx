import { BusyBar } from '../../app/busy-bar.tsx'
import { ErrorMessage } from '../../app/error-message.tsx'
import { useRights } from '../../app/use-rights.ts'
import { useQueryOf } from '../../ipc/use-contract.ts'
import { AuditSection } from './audit-section.tsx'
import { DocumentsSection } from './documents-section.tsx'
import { DuplicatesSection } from './duplicates-section.tsx'
import { LockSection } from './lock-section.tsx'
import { ReasonSection } from './reason-section.tsx'
import { RecoveryKeySection } from './recovery-key-section.tsx'
import { RecoverySection } from './recovery-section.tsx'
import { RegistryFacts } from './registry-facts.tsx'
import { UsersSection } from './users-section.tsx'
import { ShareSection } from './share-section.tsx'
import './registry-page.css'

/** The registry as a file: what it holds, whether it is sound, and how it can be opened without the passphrase. */
export function RegistryPage() {
  const { data: info, error, isPending, refetch } = useQueryOf('registry.info', {}, { staleTime: 0 })
  const { may } = useRights()
  return (
    <div className="page">
      <title>Registry – AS-ILD Registry</title>
      {isPending && <BusyBar />}
      <h1>{info?.name ?? 'Registry'}</h1>
      <ErrorMessage error={error} onRetry={() => void refetch()} />
      {info && <RegistryFacts info={info} />}
      <DocumentsSection />
      {may('export') && <ShareSection />}
      {may('identity') && <DuplicatesSection />}
      <ReasonSection />
      <LockSection />
      {may('administer') && <UsersSection />}
      <RecoverySection />
      <RecoveryKeySection />
      <AuditSection />
    </div>
  )
}
