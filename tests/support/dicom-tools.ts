/** Runs dcmtk and dicom3tools, the independent programs that written DICOM files are held against. */
import { spawnSync } from 'node:child_process'
import { onPath } from '#main/tooling/system-packages.ts'

export const hasDcmtk = ['dcmdump', 'dcmconv', 'dcmcjpeg', 'dcmcjpls', 'dcmcrle'].every(onPath)
export const hasDicom3tools = onPath('dciodvfy')

/** Runs one of dcmtk's converters from file to file. @throws Error with what it said */
export function dcmtk(program: string, ...args: readonly string[]): void {
  const run = spawnSync(program, args, { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`${program} failed:\n${run.stderr}`)
}

/** What dcmdump finds wrong with a file, line by line. */
export function faultsByDcmdump(file: string): readonly string[] {
  const { stderr, status } = spawnSync('dcmdump', ['-q', file], { encoding: 'utf8', maxBuffer: 2 ** 28 })
  return [
    ...stderr.split('\n').filter((line) => /^[EFW]: /.test(line)),
    ...(status === 0 ? [] : [`ended with ${status}`]),
  ]
}

/**
 * The kinds of error that dciodvfy reports: its sentences without values and places, so that one file's are comparable with another's.
 */
export function errorKinds(file: string): ReadonlySet<string> {
  const { stdout, stderr } = spawnSync('dciodvfy', [file], { encoding: 'latin1', maxBuffer: 2 ** 28 })
  return new Set(
    `${stdout}\n${stderr}`
      .split('\n')
      .filter((line) => line.startsWith('Error'))
      .map((line) => line.replace(/<0x[^>]*>|= <[^>]*>|\[[^\]]*\]|\d+(?:\.\d+)*/g, '').replace(/\s+/g, ' ')),
  )
}
