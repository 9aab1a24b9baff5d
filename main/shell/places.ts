/** Where things lie: in a checkout, and in the installed program (then inside its archive). */
import path from 'node:path'
import { app } from 'electron'

const built = (...parts: readonly string[]) => path.join(app.getAppPath(), 'out', ...parts)
const own = (...parts: readonly string[]) => path.join(app.getPath('userData'), ...parts)

export const places = {
  page: () => built('renderer'),
  preload: () => built('preload', 'index.cjs'),
  backend: () => built('main', 'backend.cjs'),
  worker: () => built('main', 'worker.cjs'),
  notices: () => built('main', 'third-party-notices.json'),
  logs: () => own('logs'),
  settings: () => own('settings.json'),
  recent: () => own('recent.json'),
  keychain: () => own('keychain.json'),
  windowSize: () => own('window.json'),
  demoRegistry: () => own('Demo.asild'),
  documents: () => app.getPath('documents'),
} as const
