import { ensureElectron } from './electron/ensure-electron.ts'
import type { Electron } from './electron/ensure-electron.ts'
import { ensureSystemPackages, hasDisplay, preferSystemPackages } from './system-packages.ts'

/** Everything that running or testing the app needs besides `npm ci`. */
export async function setUp(purpose: 'run' | 'test'): Promise<Electron> {
  ensureSystemPackages(
    'electron',
    ...(hasDisplay() ? [] : (['display'] as const)),
    ...(purpose === 'test' ? (['pdf'] as const) : []),
  )
  if (purpose === 'test') {
    preferSystemPackages('r', 'Without R the statistics are not compared with it')
    preferSystemPackages('dicom', 'Without them images are not compared with what other programs read')
    preferSystemPackages('desktop', 'Without them neither a screen that is locked nor a keychain is tried')
  }
  return ensureElectron()
}
