import type { FullConfig } from '@playwright/test'
import { startDisplays } from './displays.ts'
import { makeSharedFolder } from './shared-folder.ts'

/** What the workers of one run have together, and its end. */
export default async function beforeAll({ workers }: FullConfig): Promise<() => void> {
  const endDisplays = await startDisplays(workers)
  const removeFolder = makeSharedFolder()
  return () => {
    endDisplays()
    removeFolder()
  }
}
