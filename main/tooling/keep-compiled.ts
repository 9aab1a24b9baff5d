import path from 'node:path'
import { workFolder } from './project.ts'

/**
 * Every process that is started from now on keeps the sources that it read as compiled, and the next takes them from
 * there: a thread or a command that a test starts costs half. Electron takes no notice.
 */
export function keepCompiled(): void {
  process.env['NODE_COMPILE_CACHE'] ??= path.join(workFolder, 'compiled')
}
