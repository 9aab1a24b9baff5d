import fs from 'node:fs'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { root } from '#main/tooling/project.ts'
import { codecBinaries } from './codec-binaries.ts'
import { cornerstoneForOurPolicy } from './cornerstone-for-our-policy.ts'
import { thirdPartyNotices } from './notices/third-party-notices.ts'

// The oldest runtime the code must run on: the stand-in Electron 33 (see electron/stand-in.ts).
const node = 'node20.18'
const chrome = 'chrome130'
const cjs = { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' } as const

const entries = {
  index: 'main/index.ts',
  backend: 'main/backend/entry.ts',
  worker: 'main/backend/worker.ts',
}
const notices = thirdPartyNotices()

export default defineConfig({
  main: {
    plugins: [notices.collect(), codecBinaries()],
    build: {
      target: node,
      rolldownOptions: { input: existing(entries), output: cjs },
    },
  },
  preload: {
    plugins: [notices.collect()],
    build: {
      target: node,
      externalizeDeps: false, // a sandboxed preload can require nothing but electron
      rolldownOptions: { input: { index: path.join(root, 'main/preload/index.ts') }, output: cjs },
    },
  },
  renderer: {
    root: path.join(root, 'renderer'),
    plugins: [cornerstoneForOurPolicy(), react(), notices.collect()],
    optimizeDeps: { rolldownOptions: { plugins: [cornerstoneForOurPolicy()] } },
    build: {
      target: chrome,
      minify: true,
      assetsInlineLimit: 0, // data: URLs would need a wider content security policy
      rolldownOptions: {
        input: { index: path.join(root, 'renderer/index.html'), viewer: path.join(root, 'renderer/viewer.html') },
      },
    },
    // The viewer's frame has no origin.
    server: { cors: { origin: 'null' } },
  },
})

function existing(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files)
      .map(([name, file]) => [name, path.join(root, file)] as const)
      .filter(([, file]) => fs.existsSync(file)),
  )
}
