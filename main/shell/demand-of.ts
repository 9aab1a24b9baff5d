import type { Client } from '#shared/ipc/client.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Right } from '#shared/ipc/operation.ts'
import { demandRight } from '#shared/ipc/rights.ts'

/**
 * What the shell is asked for is held against the rights of the session, which only the backend knows: never against what a page says.
 * @throws AppError `forbidden`, `locked`
 */
export const demandOf =
  (client: Pick<Client, 'call'>) =>
  async (right: Right): Promise<void> => {
    if (right === 'none') return
    const { state, rights = [] } = await client.call('registry.status', {})
    if (state === 'closed') throw new AppError('locked', 'No registry is open. Open one and unlock it first.')
    demandRight(right, rights)
  }
