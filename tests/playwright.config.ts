import path from 'node:path'
import { defineConfig } from '@playwright/test'
import { keepCompiled } from '#main/tooling/keep-compiled.ts'
import { takeDisplay, workersHere } from './e2e/displays.ts'

const packaged = '**/*.packaged.spec.ts'

takeDisplay()
keepCompiled()

export default defineConfig({
  testDir: 'e2e',
  outputDir: path.resolve(import.meta.dirname, '../test-results'),
  globalSetup: './e2e/before-all.ts',
  // Files side by side; the tests of one follow each other, since most share what the first of them opened.
  workers: workersHere(),
  // Not a measure of speed (the bench has those): they end what hangs, on a machine that does other work as well.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  projects: [
    { name: 'dev', testIgnore: packaged },
    { name: 'packaged', testMatch: packaged },
  ],
})
