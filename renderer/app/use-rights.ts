import { refusalOfRight, rights as everything } from '#shared/ipc/rights.ts'
import type { UserRight } from '#shared/ipc/rights.ts'
import { useQueryOf } from '../ipc/use-contract.ts'

interface Rights {
  readonly may: (right: UserRight) => boolean
  /** Records can be changed: the user may, and the place of the registry lets them. */
  readonly canWrite: boolean
  /** What is said to who lacks a right, or has it where nothing can be written. */
  readonly refusalOf: (right: UserRight) => string
}

const readOnlyWords = 'This registry is open for reading only, because its folder can’t be written to.'

/**
 * What the user who is inside may do, so that nothing is offered that would be refused. The backend refuses whatever the page
 * offers: until it has said what the rights are, the page offers everything.
 */
export function useRights(): Rights {
  const status = useQueryOf('registry.status', {}).data
  const given = status?.rights ?? everything
  const isReadOnly = status?.readOnly === true
  return {
    may: (right) => given.includes(right),
    canWrite: !isReadOnly && given.includes('write'),
    refusalOf: (right) => (right === 'write' && isReadOnly ? readOnlyWords : refusalOfRight[right]),
  }
}
