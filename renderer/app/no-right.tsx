import { refusalOfRight } from '#shared/ipc/rights.ts'
import type { UserRight } from '#shared/ipc/rights.ts'
import { useQueryOf } from '../ipc/use-contract.ts'

const readOnlyWords = 'This registry is open for reading only, because its folder can’t be written to.'

/** Stands where something would be, for a user who may not: its absence would puzzle. */
export function NoRight({ right }: { readonly right: UserRight }) {
  const isReadOnly = useQueryOf('registry.status', {}).data?.readOnly === true
  return <p className="no-right soft">{right === 'write' && isReadOnly ? readOnlyWords : refusalOfRight[right]}</p>
}
