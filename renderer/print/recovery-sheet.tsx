import type { OutputOf } from '#shared/ipc/contract.ts'
import { keyWords } from '../app/key-words.ts'
import { QrCode } from './qr-code.tsx'
import './recovery-sheet.css'

/** Everything that is needed to read the registry in twenty years, on one page. */
export function RecoverySheet({
  sheet: { name, registryId, words, keyHex, keyId },
}: {
  readonly sheet: OutputOf<'registry.recoverySheet'>
}) {
  return (
    <>
      <header className="recovery-sheet-header">
        <h1>Recovery sheet</h1>
        <p className="recovery-sheet-name">{name}</p>
        <p className="paper-soft">
          Registry id {registryId} · key {keyWords(keyId)}
        </p>
      </header>
      <p className="recovery-sheet-warning">
        Whoever holds this sheet and the file registry.db can read every case in it. Without the sheet, a forgotten
        passphrase means that nobody can. Keep it where you would keep a signed original: locked away, not beside the
        computer.
      </p>

      <h2>The 24 words</h2>
      <ol className="recovery-sheet-words">
        {words.map((word, index) => (
          <li key={`${index} ${word}`}>
            <span className="recovery-sheet-number">{index + 1}</span>
            <span className="recovery-sheet-word">{word}</span>
          </li>
        ))}
      </ol>
      <p className="paper-soft">
        The first four letters of a word are enough. The last word checks the others: a misread word is noticed.
      </p>

      <div className="recovery-sheet-ways">
        <div>
          <h2>With this program</h2>
          <ol className="recovery-sheet-steps">
            <li>Choose the registry’s folder (its name ends in .asild) on the first screen.</li>
            <li>Choose “Use the recovery sheet” in place of the passphrase.</li>
            <li>Type the 24 words in order. The file keys.json is not needed.</li>
            <li>Set a new passphrase when you are asked for one, and put this sheet away again.</li>
          </ol>
          <h2>With any program that reads SQLCipher 4</h2>
          <p>
            Open a copy of registry.db, not the file itself, and give the two lines below before anything else: in the
            free program sqlcipher after “sqlcipher copy-of-registry.db”, and “.tables” after them. The QR code holds
            the 64 characters of the key, so that nobody need type them. Tables are named as in the codebook of AS-ILD
            Registry.
          </p>
        </div>
        <figure className="recovery-sheet-qr">
          <QrCode text={keyHex} label="The key as a QR code" />
        </figure>
      </div>
      <pre className="recovery-sheet-code">{`PRAGMA key = "x'${keyHex}'";\nPRAGMA cipher_compatibility = 4;`}</pre>
    </>
  )
}
