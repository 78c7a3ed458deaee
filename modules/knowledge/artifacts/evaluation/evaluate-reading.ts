import { readdir, readFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { createReaderPool, defaultReaderLimits, ReadingError } from '../reading/index.ts'
import { compareWithGold, type GoldCounts } from './compare-with-gold.ts'
import { goldIn } from './gold-files.ts'

/** What came of reading the files of a folder; times in milliseconds per file. */
export interface ReadingEvaluation {
  files: number
  processed: number
  /** files that ended with a reason, by its code */
  failed: Record<string, number>
  /** files that ended without a reason: there must be none */
  unexplained: string[]
  p50_ms: number
  p95_ms: number
  slowest_ms: number
  slowest: string
  /** agreement with what the folder knows of its files, where it knows something */
  gold: GoldCounts
}

/** A folder of files to read, and who is told of each as it is done. */
export interface ReadingEvaluationOptions {
  folder: string
  workers?: number
  onFile?: (file: string, outcome: string, ms: number) => void
}

// What lies beside the files to say what is in them.
const notRead = /^(?:gold[\w.-]*|manifest[\w.-]*|readme[\w.-]*|licen[cs]e[\w.-]*)$/i

/**
 * Reads every file of a folder through the pool that the product reads with, and compares with gold: `gold.jsonl` or
 * `gold_derived.jsonl` (`file`, and any of `category`, `subject`, `sender`, `date`, `attachments`), and `gold_csv/` with
 * `NAME.SHEET.csv` for each sheet (from 0) of a workbook.
 */
export const evaluateReading = async ({
  folder,
  workers = 1,
  onFile,
}: ReadingEvaluationOptions): Promise<ReadingEvaluation> => {
  const gold = await goldIn(folder)
  const pool = createReaderPool({ ...defaultReaderLimits, size: workers })
  const result: ReadingEvaluation = {
    files: 0,
    processed: 0,
    failed: {},
    unexplained: [],
    p50_ms: 0,
    p95_ms: 0,
    slowest_ms: 0,
    slowest: '',
    gold: {},
  }
  const times: number[] = []
  try {
    for (const path of await filesIn(folder)) {
      const file = relative(folder, path)
      const bytes = new Uint8Array(await readFile(path))
      const started = performance.now()
      const outcome = await pool.read({ bytes, filename: basename(path) }).catch((error: unknown) => error)
      const ms = performance.now() - started
      times.push(ms)
      result.files += 1
      if (ms > result.slowest_ms) Object.assign(result, { slowest_ms: ms, slowest: file })
      const code =
        outcome instanceof ReadingError
          ? outcome.code
          : outcome instanceof Error
            ? 'unexplained'
            : 'processed'
      if (code === 'processed') result.processed += 1
      else if (code === 'unexplained') result.unexplained.push(file)
      else result.failed[code] = (result.failed[code] ?? 0) + 1
      compareWithGold(result.gold, gold, file, outcome)
      onFile?.(file, code, ms)
    }
  } finally {
    await pool.close()
  }
  times.sort((a, b) => a - b)
  return {
    ...result,
    p50_ms: at(times, 0.5),
    p95_ms: at(times, 0.95),
    slowest_ms: Math.round(result.slowest_ms),
  }
}

const at = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0)

const filesIn = async (folder: string): Promise<string[]> => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (path) =>
        !relative(folder, path)
          .split(/[/\\]/)
          .some((part) => notRead.test(part)),
    )
    .toSorted()
}
