/**
 * What a core dump of the data process would tell, as far as JavaScript decides: nothing refers to a passphrase any more once
 * it was used. What was freed is overwritten when V8 comes to it, which no program can hurry.
 */
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const thread = path.join(import.meta.dirname, '../trust/workers/backend-in-thread.ts')

test('no passphrase that was typed is held by the backend, right or wrong, old or new', async () => {
  const folder = path.join(temporaryFolder(), 'r.asild')
  const [passphrase, wrong, next] = ['maple-orbit-canyon-47', 'velvet-anchor-puddle-58', 'copper-lantern-meadow-69']
  const control = 'what the thread still holds'
  const worker = new Worker(thread, { workerData: control })
  try {
    const ask = async (name: string, input: object): Promise<boolean> => {
      worker.postMessage({ name, input: JSON.stringify(input) })
      const [{ ok }] = (await once(worker, 'message')) as [{ ok: boolean }]
      return ok
    }
    expect(await ask('registry.create', { folder, name: 'Heap', user: 'Dr. Test', passphrase })).toBe(true)
    expect(await ask('registry.close', {})).toBe(true)
    expect(await ask('registry.open', { folder, passphrase: wrong })).toBe(false)
    expect(await ask('registry.open', { folder, passphrase })).toBe(true)
    expect(await ask('users.changePassphrase', { old: passphrase, passphrase: next })).toBe(true)
    expect(await ask('registry.info', {})).toBe(true)
    // Taken while the registry is open, after a collection.
    const heap = await text(await worker.getHeapSnapshot())
    expect(heap).toContain(control)
    for (const secret of [passphrase, wrong, next]) expect(heap.includes(secret), secret).toBe(false)
  } finally {
    await worker.terminate()
  }
}, 120_000)
