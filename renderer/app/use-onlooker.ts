import { useMemo } from 'react'
import type { Onlooker } from '#shared/domain/imaging/kept-back-readings.ts'
import { useQueryOf } from '../ipc/use-contract.ts'
import { useRights } from './use-rights.ts'

/** Who looks at the page, as far as readings of others are kept back from them. */
export function useOnlooker(): Onlooker {
  const name = useQueryOf('registry.status', {}).data?.user
  const { canWrite: mayRead } = useRights()
  return useMemo(() => ({ name, mayRead }), [name, mayRead])
}
