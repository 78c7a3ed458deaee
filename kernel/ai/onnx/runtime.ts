import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'

/** Numbers in a shape, row by row. */
export interface OnnxTensor {
  data: unknown
  dims: readonly number[]
}

/** A loaded graph. */
export interface OnnxSession {
  inputNames: readonly string[]
  outputNames: readonly string[]
  run(feeds: Record<string, OnnxTensor>): Promise<Record<string, OnnxTensor>>
}

/** The part of ONNX Runtime that is used, which its packages for Node and for WebAssembly have alike. */
export interface OnnxRuntime {
  Tensor: new (type: 'int64' | 'float32', data: BigInt64Array | Float32Array, dims: number[]) => OnnxTensor
  InferenceSession: {
    /** `model` is the path of an `.onnx` file, or its bytes */
    create(model: string | Uint8Array, options: Record<string, unknown>): Promise<OnnxSession>
  }
}

/** Where ONNX Runtime was found. */
export interface FoundRuntime {
  /** native code, or WebAssembly, which runs everywhere and is slower */
  kind: 'native' | 'wasm'
  /** path of the file to load */
  path: string
}

/** The packages that bring ONNX Runtime, the faster one first. */
const packages = [
  ['native', 'onnxruntime-node'],
  ['wasm', 'onnxruntime-web'],
] as const

/** What to do where ONNX Runtime is missing. */
export const installRuntime =
  'Install it beside Throughline: npm install --no-save onnxruntime-node@1.30.0 (Linux and macOS on Apple silicon) or npm install --no-save onnxruntime-web@1.30.0 (everywhere, slower).'

/** Looks for ONNX Runtime as a module in this file (or in `from`) would; undefined where it is not installed. */
export const findRuntime = (from: string | URL = import.meta.url): FoundRuntime | undefined => {
  const { resolve } = createRequire(from)
  for (const [kind, name] of packages) {
    try {
      return { kind, path: resolve(name) }
    } catch {
      // not installed: the next one
    }
  }
  return undefined
}

const shape = z.object({
  Tensor: z.custom<OnnxRuntime['Tensor']>((value) => typeof value === 'function'),
  InferenceSession: z.custom<OnnxRuntime['InferenceSession']>(
    (value) => typeof value === 'function' && 'create' in value,
  ),
})

/** Loads what was found. @throws Error where its native part does not fit this machine */
export const loadRuntime = async ({ path }: FoundRuntime): Promise<OnnxRuntime> =>
  shape.parse(await import(pathToFileURL(path).href))

/** Opens a graph so that it keeps `threads` cores busy, on the CPU alone. */
export const openSession = (
  runtime: OnnxRuntime,
  kind: FoundRuntime['kind'],
  model: string | Uint8Array,
  threads: number,
): Promise<OnnxSession> =>
  runtime.InferenceSession.create(model, {
    executionProviders: [kind === 'native' ? 'cpu' : 'wasm'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    // errors reach the caller; warnings about a graph help nobody who runs it
    logSeverityLevel: 3,
  })
