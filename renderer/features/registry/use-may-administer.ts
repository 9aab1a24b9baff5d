import { useQueryOf } from '../../ipc/use-contract.ts'

/** Whether sheet and keys are offered to this user: what may not be done is not shown. */
export function useMayAdminister(): boolean {
  const status = useQueryOf('registry.status', {}).data
  return status?.rights?.includes('administer') !== false
}
