/** A folder that all workers of one run share, for what is made once and copied. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const variable = 'AS_ILD_TEST_SHARED'

/** Before all tests. @returns what is done after them */
export function makeSharedFolder(): () => void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-e2e-shared-'))
  process.env[variable] = folder
  return () => fs.rmSync(folder, { recursive: true, force: true })
}

/** A process that is no worker of a run has one of its own, as long as it lives. */
export function sharedFolder(): string {
  const folder = process.env[variable]
  if (folder) return folder
  process.once('exit', makeSharedFolder())
  return process.env[variable]!
}
