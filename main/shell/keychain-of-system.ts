import { safeStorage } from 'electron'
import type { SecretBox } from './keychain.ts'

/** Backends on Linux that keep the key for everybody to read, or say nothing of themselves. */
const open: readonly string[] = ['basic_text', 'unknown']

/** The keychain of the operating system: Keychain, DPAPI, Secret Service or KWallet. */
export const keychainOfSystem: SecretBox = {
  refusal() {
    const none = 'This computer has no keychain that keeps a secret well. The passphrase is typed each time.'
    if (!safeStorage.isEncryptionAvailable()) return none
    return process.platform === 'linux' && open.includes(safeStorage.getSelectedStorageBackend()) ? none : undefined
  },
  seal: (text) => safeStorage.encryptString(text),
  open: (sealed) => safeStorage.decryptString(sealed),
}
