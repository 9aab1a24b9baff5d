import { AppError } from '#shared/ipc/app-error.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { OperationName } from '#shared/ipc/contract.ts'

/** The same client; every failure is also told to `onError`, whoever asked. */
export function watchedClient(
  client: Client,
  onError: (error: AppError, name: OperationName, input: unknown) => void,
): Client {
  return {
    ...client,
    async call(name, input, options) {
      try {
        return await client.call(name, input, options)
      } catch (error) {
        if (error instanceof AppError) onError(error, name, input)
        throw error
      }
    },
  }
}
