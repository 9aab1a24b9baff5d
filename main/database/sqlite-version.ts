import Database from 'better-sqlite3'

/** Version of the SQLite that is compiled into the driver. */
export function sqliteVersion(): string {
  const db = new Database(':memory:')
  try {
    return String(db.prepare('SELECT sqlite_version()').pluck().get())
  } finally {
    db.close()
  }
}
