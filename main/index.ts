/** Start-up, step by step. */
import { app } from 'electron'
import { registerAppScheme } from './security/app-scheme.ts'
import { lockDownContents, stayOffTheNetwork } from './security/lock-down.ts'
import { commandLineOf } from './shell/command-line-of.ts'
import { useOwnProfile } from './shell/own-profile.ts'

registerAppScheme()
stayOffTheNetwork()
app.on('web-contents-created', (_event, contents) => lockDownContents(contents))

const commandLine = commandLineOf(process.argv, app.isPackaged)
if (commandLine) {
  useOwnProfile()
  void import('./shell/run-command-line.ts').then(({ runCommandLine }) => runCommandLine(commandLine))
} else if (app.requestSingleInstanceLock()) {
  void import('./shell/run-app.ts').then(({ runApp }) => runApp())
} else {
  app.quit()
}
