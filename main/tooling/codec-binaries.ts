import fs from 'node:fs'
import type { Plugin } from 'vite'
import { wasmFolder, wasmPackageFiles } from '#main/imaging/dicom/codecs/wasm-file.ts'
import { projectRequire } from './project.ts'

/** Puts the image codecs' WebAssembly beside the main bundle, where `wasmFile` looks for it. */
export function codecBinaries(): Plugin {
  return {
    name: 'codec-binaries',
    apply: 'build',
    generateBundle() {
      for (const [name, file] of Object.entries(wasmPackageFiles))
        this.emitFile({
          type: 'asset',
          fileName: `${wasmFolder}/${name}.wasm`,
          source: fs.readFileSync(projectRequire.resolve(file)),
        })
    },
  }
}
