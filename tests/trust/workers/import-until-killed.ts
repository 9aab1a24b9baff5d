/** Imports images again and again until it is killed: FOLDER CASE. Says `begun`, then the series of each import that was acknowledged. */
import fs from 'node:fs'
import { importInto, inSession } from '#tests/support/import-images.ts'
import { passphrase } from '../fault-place.ts'

const [folder, caseId] = process.argv.slice(2) as [string, string]

await inSession(folder, passphrase, async (session) => {
  fs.writeSync(1, 'begun\n')
  for (;;) {
    const { seriesIds } = await importInto(session, { caseId, series: 2, images: 6 })
    fs.writeSync(1, `${seriesIds.join(' ')}\n`)
  }
})
