/** The raw work, timed where it is done: key derivation and SQL, without anything of the app around them. */
const { argon2id } = require('hash-wasm')
const Database = require('better-sqlite3')

let db

const work = {
  async derive({ memoryKiB, iterations, parallelism }) {
    const salt = new Uint8Array(16).fill(7)
    const cost = { memorySize: memoryKiB, iterations, parallelism }
    const started = performance.now()
    await argon2id({ password: 'correct horse', salt, ...cost, hashLength: 32, outputType: 'binary' })
    return performance.now() - started
  },

  open({ file, keyHex }) {
    db = new Database(file, { readonly: true })
    db.pragma(`cipher = 'sqlcipher'`)
    db.pragma('legacy = 4')
    db.key(Buffer.from(`x'${keyHex}'`))
    db.pragma('cache_size = -262144')
    return db.prepare('SELECT count(*) AS n FROM cases').get().n
  },

  /** A copy of what the app writes into, kept as safely, its table of results watched by no trigger. */
  openToWrite({ file, keyHex }) {
    db = new Database(file)
    db.pragma(`cipher = 'sqlcipher'`)
    db.pragma('legacy = 4')
    db.key(Buffer.from(`x'${keyHex}'`))
    db.pragma('cache_size = -262144')
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.exec('DROP TRIGGER audit_laboratory_insert')
  },

  /** All in one transaction. */
  insert({ rows }) {
    const columns = Object.keys(rows[0])
    const statement = db.prepare(
      `INSERT INTO laboratory (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
    const values = rows.map((row) => columns.map((column) => row[column]))
    const started = performance.now()
    db.transaction(() => values.forEach((row) => statement.run(row)))()
    return { ms: performance.now() - started }
  },

  /** Runs statements that were prepared before, and counts their rows. */
  all({ queries }) {
    const prepared = queries.map(({ sql, values }) => [db.prepare(sql), values])
    const started = performance.now()
    const rows = prepared.map(([statement, values]) => statement.all(...values))
    const ms = performance.now() - started
    return { ms, count: rows.reduce((sum, some) => sum + some.length, 0) }
  },
}

async function answer({ type, ...input }) {
  try {
    return { value: await work[type](input) }
  } catch (error) {
    return { error: String(error) }
  }
}

process.parentPort.on('message', ({ data }) => void answer(data).then((said) => process.parentPort.postMessage(said)))
