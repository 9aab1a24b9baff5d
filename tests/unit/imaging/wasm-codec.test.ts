import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { boundedMemory } from '#main/imaging/dicom/codecs/bounded-memory.ts'
import { wasmFile, wasmPackageFiles, type WasmName } from '#main/imaging/dicom/codecs/wasm-file.ts'

const names = Object.keys(wasmPackageFiles) as readonly WasmName[]

describe('the WebAssembly of the image codecs', () => {
  it.each(names)('%s can’t take more memory than it is given', async (name) => {
    const mostBytes = 64 * 2 ** 20
    const bounded = boundedMemory(fs.readFileSync(wasmFile(name)), mostBytes)
    const module = await WebAssembly.compile(bounded)
    const imports: Record<string, Record<string, () => number>> = {}
    for (const { module: from, name: of, kind } of WebAssembly.Module.imports(module)) {
      expect(kind).toBe('function')
      imports[from] = { ...imports[from], [of]: () => 0 }
    }
    const { exports } = await WebAssembly.instantiate(module, imports)
    const memory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory)
    if (!memory) throw new Error('It exports no memory.')
    const pages = memory.buffer.byteLength / 65_536
    memory.grow(1024 - pages)
    expect(memory.buffer.byteLength).toBe(mostBytes)
    expect(() => memory.grow(1)).toThrow(RangeError)
  })

  it('without a memory that could be bounded is not taken', () => {
    expect(() => boundedMemory(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0), 65_536)).toThrow('no memory')
  })
})
