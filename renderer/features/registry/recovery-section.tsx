import { Button } from '@mantine/core'
import { useState } from 'react'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { Light } from '#shared/ipc/areas/health.ts'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { ErrorMessage } from '../../app/error-message.tsx'
import { keyWords } from '../../app/key-words.ts'
import { HealthMark } from '../../app/health-mark.tsx'
import { RecoveryDrill } from '../../app/recovery-drill.tsx'
import { RecoveryPaper } from '../../app/recovery-paper.tsx'
import { useRights } from '../../app/use-rights.ts'
import { useQueryOf } from '../../ipc/use-contract.ts'

/**
 * Puts the recovery sheet on paper again, and tries it. Its words are never shown here: a print is deliberate, a screen is
 * seen.
 */
export function RecoverySection() {
  const { data: recovery, error, refetch } = useQueryOf('recovery.status', {}, { staleTime: 0 })
  const [isTrying, setIsTrying] = useState(false)
  const mayAdminister = useRights().may('administer')
  return (
    <section className="page-section registry-recovery" aria-labelledby="registry-recovery">
      <h2 id="registry-recovery">Recovery sheet</h2>
      <p className="soft">
        Its 24 words open the registry without the passphrase. Whoever has them and the folder can read every case. Each
        print is noted in the audit chain.
      </p>
      <ErrorMessage error={error} onRetry={() => void refetch()} />
      {recovery && (
        <p>
          <HealthMark light={lights[recovery.drill]} /> {drillWords(recovery)} The sheet that fits says key{' '}
          <span className="registry-code">{keyWords(recovery.keyId)}</span>.
        </p>
      )}
      {mayAdminister && (
        <RecoveryPaper>
          {recovery && !isTrying && (
            <Button variant="default" onClick={() => setIsTrying(true)}>
              Try the sheet
            </Button>
          )}
        </RecoveryPaper>
      )}
      {isTrying && <RecoveryDrill onPassed={() => setIsTrying(false)} onLater={() => setIsTrying(false)} />}
    </section>
  )
}

type Recovery = OutputOf<'recovery.status'>

const lights: Readonly<Record<Recovery['drill'], Light>> = { never: 'attention', due: 'attention', fresh: 'good' }

function drillWords({ drill, triedAt }: Recovery): string {
  if (triedAt === null) return 'It was never tried: nobody has shown yet that what is on paper opens this registry.'
  const tried = `It was tried on ${formatPartialDate(triedAt.slice(0, 10))}.`
  return drill === 'due' ? `${tried} That is more than a year ago: try it again.` : tried
}
