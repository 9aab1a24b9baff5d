import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

const agreed = [
  'package.json',
  'package-lock.json',
  'electron-builder.yml',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'SECURITY.md',
  'main',
  'renderer',
  'shared',
  'tests',
]
/** Made by commands, and ignored by git. */
const made = ['node_modules', 'out', 'release', 'test-results']

test('the top level holds what was agreed, and files whose name begins with a dot', () => {
  const entries = fs.readdirSync(root).filter((name) => !name.startsWith('.') && !made.includes(name))
  expect(entries.filter((name) => !agreed.includes(name) && !name.endsWith('.asild'))).toEqual([])
})
