/**
 * What was asked for on the command line, or nothing when the window is wanted. Chromium's and Electron's own switches
 * (`--no-sandbox`, …) come before the command.
 */
export function commandLineOf(argv: readonly string[], isPackaged: boolean): readonly string[] | undefined {
  // In a checkout the folder of the app comes first, as the first word that is no switch.
  const own = argv.slice(1)
  const appFolder = isPackaged ? -1 : own.findIndex((word) => !word.startsWith('-'))
  const words = own.slice(appFolder + 1)
  const start = words.findIndex((word) => !word.startsWith('-') || word === '--help' || word === '--version')
  return start < 0 ? undefined : words.slice(start)
}
