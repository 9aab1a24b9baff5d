import type { HealthPart } from '#shared/ipc/areas/health.ts'
import { BusyBar } from '../../app/busy-bar.tsx'
import { ErrorMessage } from '../../app/error-message.tsx'
import { HealthMark } from '../../app/health-mark.tsx'
import { useQueryOf } from '../../ipc/use-contract.ts'
import { BackupsPart } from './backups-part.tsx'
import { VerifySection } from './verify-section.tsx'
import './health-page.css'

const labels: Readonly<Record<HealthPart['id'], string>> = {
  integrity: 'The file',
  images: 'Images',
  backups: 'Backups',
  place: 'Its place',
  recovery: 'The recovery sheet',
}

/** Whether the data are safe, and what to do where they are not. */
export function HealthPage() {
  const { data: report, error, isPending, refetch } = useQueryOf('health.report', {}, { staleTime: 0 })
  return (
    <div className="page">
      <title>Registry health – AS-ILD Registry</title>
      {isPending && <BusyBar />}
      <h1>Registry health</h1>
      <ErrorMessage error={error} onRetry={() => void refetch()} />
      {report?.parts.map(({ id, light, sentences }) => (
        <section key={id} className="page-section" aria-labelledby={`health-${id}`}>
          <h2 id={`health-${id}`} className="health-heading">
            {labels[id]} <HealthMark light={light} />
          </h2>
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {id === 'backups' && <BackupsPart />}
        </section>
      ))}
      <VerifySection />
    </div>
  )
}
