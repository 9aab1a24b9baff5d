import { availableParallelism } from 'node:os'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { keepCompiled } from '../main/tooling/keep-compiled.ts'
import { LongFilesFirst } from './support/long-files-first.ts'

keepCompiled()

export default defineConfig({
  root: path.resolve(import.meta.dirname, '..'),
  test: {
    // Not a measure of speed (the bench has those): it ends what hangs.
    testTimeout: 60_000,
    // Tests wait for the disk and for processes that they started: one more than there are cores keeps all of these at work.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongFilesFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          environment: 'node',
          // Nothing that one file leaves behind changes another: the modules are read once for all of them.
          isolate: false,
          setupFiles: ['tests/support/property-seed.ts'],
          include: ['tests/{unit,contract,architecture,statistics}/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'registry',
          environment: 'node',
          setupFiles: ['tests/support/property-seed.ts'],
          include: ['tests/integration/**/*.test.ts'],
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'jsdom',
          environment: 'jsdom',
          setupFiles: ['tests/support/patience.ts', 'tests/support/without-owner-stacks.ts'],
          include: ['tests/component/**/*.test.tsx'],
        },
      },
    ],
  },
})
