import { createReaderPool } from '#modules/knowledge/artifacts/reading/index.ts'
import type { MadeFile } from './files.ts'

/** Seconds of the clock and of the processor. */
export interface Spent {
  wall: number
  cpu: number
}

/** Reads files on the threads that the pipeline reads them on, as many at a time as it does, and keeps nothing. */
export const readBare = async (files: readonly MadeFile[], threads: number): Promise<Spent> => {
  const pool = createReaderPool({ size: threads })
  try {
    const [started, cpu] = [performance.now(), process.cpuUsage()]
    // what cannot be read takes time as well
    await Promise.allSettled(files.map(({ name, bytes }) => pool.read({ filename: name, bytes })))
    const { user, system } = process.cpuUsage(cpu)
    return { wall: (performance.now() - started) / 1_000, cpu: (user + system) / 1e6 }
  } finally {
    await pool.close()
  }
}
