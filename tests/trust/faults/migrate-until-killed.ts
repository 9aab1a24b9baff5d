/** Brings a database up to date: FILE KEY. Says so when it begins, so that it can be killed meanwhile. */
import { openWriter } from '#main/database/connection.ts'
import { migrate } from '#main/database/migrate.ts'

const [file, key] = process.argv.slice(2) as [string, string]
const db = openWriter(file, Buffer.from(key, 'hex'))
process.stdout.write('begins\n')
migrate(db, { at: new Date().toISOString(), appVersion: '0.0.0-trust' })
db.close()
