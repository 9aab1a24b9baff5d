import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** The codecs' WebAssembly files by the name that they have beside the bundle; the build copies them there. */
export const wasmPackageFiles = {
  'libjpeg-turbo': '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm',
  charls: '@cornerstonejs/codec-charls/decodewasm',
  openjpeg: '@cornerstonejs/codec-openjpeg/decodewasm',
  openjph: '@cornerstonejs/codec-openjph/wasm',
} as const

export type WasmName = keyof typeof wasmPackageFiles

/** Folder beside the bundle's entries. */
export const wasmFolder = 'codecs'

/** Where a codec's file is: beside the bundle, whose chunks lie one folder deeper, or in its package. */
export function wasmFile(name: WasmName): string {
  const here = import.meta.dirname
  const bundled = [here, path.dirname(here)].map((folder) => path.join(folder, wasmFolder, `${name}.wasm`))
  return bundled.find((file) => fs.existsSync(file)) ?? packaged(name)
}

function packaged(name: WasmName): string {
  return createRequire(path.join(import.meta.dirname, 'wasm-file.js')).resolve(wasmPackageFiles[name])
}
