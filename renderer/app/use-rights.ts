import { rights as everything } from '#shared/ipc/rights.ts'
import type { UserRight } from '#shared/ipc/rights.ts'
import { useQueryOf } from '../ipc/use-contract.ts'

interface Rights {
  readonly may: (right: UserRight) => boolean
  /** Records can be changed: the user may, and the place of the registry lets them. */
  readonly canWrite: boolean
}

/**
 * What the user who is inside may do, so that nothing is offered that would be refused. The backend refuses whatever the page
 * offers: until it has said what the rights are, the page offers everything.
 */
export function useRights(): Rights {
  const status = useQueryOf('registry.status', {}).data
  const given = status?.rights ?? everything
  return {
    may: (right) => given.includes(right),
    canWrite: status?.readOnly !== true && given.includes('write'),
  }
}
