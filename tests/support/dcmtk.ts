/** Runs the programs of dcmtk: they make files of every transfer syntax, and read some back by codecs of their own. */
import { spawnSync } from 'node:child_process'
import { onPath } from '#main/tooling/system-packages.ts'

type Program = 'dcmconv' | 'dcmcjpeg' | 'dcmdjpeg' | 'dcmcjpls' | 'dcmdjpls' | 'dcmcrle' | 'dcmdrle' | 'img2dcm'

const programs: readonly Program[] = [
  'dcmconv',
  'dcmcjpeg',
  'dcmdjpeg',
  'dcmcjpls',
  'dcmdjpls',
  'dcmcrle',
  'dcmdrle',
  'img2dcm',
]

export const hasDcmtk = programs.every(onPath)

/** @throws Error with what the program said */
export function runDcmtk(program: Program, ...parameters: readonly string[]): void {
  const run = spawnSync(program, parameters, { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`${program} failed:\n${run.stderr}`)
}
