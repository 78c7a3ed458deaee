import { findRuntime } from '../onnx/runtime.ts'
import { answerJobs } from '../workers/answer-jobs.ts'

// the fast way where its native part is installed and fits this machine, else the way that runs everywhere
answerJobs(async () => {
  const runtime = findRuntime()
  if (runtime?.kind === 'native') {
    try {
      const { openNativeEncoder } = await import('./native-encoder.ts')
      return await openNativeEncoder(runtime)
    } catch {
      // a native part for another system: the same vectors, slower
    }
  }
  const { openPortableEncoder } = await import('./portable-encoder.ts')
  return openPortableEncoder()
})
