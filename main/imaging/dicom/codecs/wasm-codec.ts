/** Runs the decoders that are WebAssembly: found, bounded in memory, thrown away once one of them failed. */
import fs from 'node:fs'
import { damaged, DicomRefusal } from '../dicom-refusal.ts'
import { boundedMemory } from './bounded-memory.ts'
import { wasmFile, type WasmName } from './wasm-file.ts'

export interface FrameInfo {
  readonly width: number
  readonly height: number
  readonly bitsPerSample: number
  readonly componentCount: number
  readonly isSigned?: boolean
}

/** A decoder object in the heap of its module, which `delete` frees. */
export interface WasmDecoder {
  readonly getEncodedBuffer: (bytes: number) => Uint8Array
  readonly getDecodedBuffer: () => Uint8Array
  readonly getFrameInfo: () => FrameInfo
  readonly getInterleaveMode?: () => number
  readonly decode: () => unknown
  readonly delete: () => void
}

type WasmModule<Name extends string> = Readonly<Record<Name, new () => WasmDecoder>> & { readonly HEAPU8: Uint8Array }

export type LoadModule<Name extends string> = (options: object) => Promise<WasmModule<Name>>

export interface DecodedSamples {
  /** A copy, out of the codec's memory. */
  readonly bytes: Uint8Array
  readonly info: FrameInfo
  /** JPEG-LS only: 0 where colors lie one after the other. */
  readonly interleaveMode: number | undefined
}

/** Of one codec. The largest frame needs about 700 MB in the JPEG 2000 decoder. */
const largestHeapBytes = 2 ** 30
/** A heap never shrinks: one that grew beyond this is given back. */
const keptHeapBytes = 2 ** 27

export type RunCodec = (codestream: Uint8Array) => Promise<DecodedSamples>

/**
 * @param name of the decoder's class in its module
 * @param load imports the module's JavaScript, when it is first needed
 * @param what the compression's name, for sentences
 */
export function wasmCodec<Name extends string>(
  name: Name,
  file: WasmName,
  load: () => Promise<{ readonly default: LoadModule<Name> }>,
  what: string,
): RunCodec {
  let current: Promise<WasmModule<Name>> | undefined

  async function start(): Promise<WasmModule<Name>> {
    const { default: loadModule } = await load()
    return loadModule({
      wasmBinary: boundedMemory(fs.readFileSync(wasmFile(file)), largestHeapBytes),
      // A codec says on the console what an exception says to us.
      print() {},
      printErr() {},
    })
  }

  return async (codestream) => {
    const module = await (current ??= start())
    const { exitCode } = process
    try {
      const samples = decode(module[name], codestream)
      if (module.HEAPU8.length > keptHeapBytes) current = undefined
      return samples
    } catch (error) {
      // After a failure what lies in its memory is anyone's guess.
      current = undefined
      throw error instanceof DicomRefusal ? error : damaged(`its ${what} codestream can’t be decoded`)
    } finally {
      // A codec that gives up "exits", and would have this process tell so when it ends.
      process.exitCode = exitCode
    }
  }
}

function decode(Decoder: new () => WasmDecoder, codestream: Uint8Array): DecodedSamples {
  const decoder = new Decoder()
  decoder.getEncodedBuffer(codestream.length).set(codestream)
  decoder.decode()
  const info = { ...decoder.getFrameInfo() }
  const bytes = decoder.getDecodedBuffer().slice()
  const interleaveMode = decoder.getInterleaveMode?.()
  decoder.delete()
  return { bytes, info, interleaveMode }
}
