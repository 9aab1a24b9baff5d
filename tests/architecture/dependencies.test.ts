import fs from 'node:fs'
import path from 'node:path'
import { cruise } from 'dependency-cruiser'
import type { ICruiseResult } from 'dependency-cruiser'
import { beforeAll, describe, expect, test } from 'vitest'
import { dependencyRules } from './dependency-rules.ts'

const root = path.resolve(import.meta.dirname, '../..')
const folders = ['main', 'renderer', 'shared', 'tests']
const isSource = /\.tsx?$/

let result: ICruiseResult

beforeAll(async () => {
  const { output } = await cruise(
    folders,
    {
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: dependencyRules.map((rule) => ({ ...rule, severity: 'error' as const })) },
      doNotFollow: { path: 'node_modules' },
      // Types count too: a type from the wrong side ties the two together as well.
      tsPreCompilationDeps: true,
      detectJSDocImports: false,
    },
    {
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    { tsConfig: { options: { allowImportingTsExtensions: true, jsx: 4 } } },
  )
  result = output as ICruiseResult
}, 120_000)

describe('the directions of imports', () => {
  test('were looked at in every source file', () => {
    const seen = new Set(result.modules.map((module) => module.source))
    const onDisk = folders.flatMap(sourceFiles)
    expect(onDisk.length).toBeGreaterThan(30)
    expect(onDisk.filter((file) => !seen.has(file))).toEqual([])
  })

  test('were followed through the import map', () => {
    const viaMap = result.modules.flatMap((module) => module.dependencies).filter((it) => it.module.startsWith('#'))
    expect(viaMap.length).toBeGreaterThan(10)
    // What leads nowhere has a rule of its own below.
    const resolved = viaMap.filter((it) => !it.couldNotResolve)
    expect(resolved.filter((it) => !folders.some((folder) => it.resolved.startsWith(`${folder}/`)))).toEqual([])
  })

  test.each(dependencyRules.map((rule) => rule.name ?? ''))('%s', (name) => {
    const broken = result.summary.violations.filter((violation) => violation.rule.name === name)
    expect(broken.map((it) => [it.from, it.to, ...(it.cycle ?? []).map((step) => step.name)].join(' -> '))).toEqual([])
  })
})

function sourceFiles(folder: string): string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isSource.test(entry.name) && !entry.name.startsWith('.'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
}
