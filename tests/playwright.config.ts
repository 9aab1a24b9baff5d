import path from 'node:path'
import { defineConfig } from '@playwright/test'

const packaged = '**/*.packaged.spec.ts'

export default defineConfig({
  testDir: 'e2e',
  outputDir: path.resolve(import.meta.dirname, '../test-results'),
  workers: 1, // one desktop, two cores
  timeout: 60_000,
  forbidOnly: Boolean(process.env['CI']),
  projects: [
    { name: 'dev', testIgnore: packaged },
    { name: 'packaged', testMatch: packaged },
  ],
})
