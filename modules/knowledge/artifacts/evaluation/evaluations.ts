import type { Evaluation } from '#kernel/module/index.ts'
import { evaluateReading } from './evaluate-reading.ts'

/** Reads every file of a folder and compares with what the folder knows of them. */
const reading: Evaluation = {
  name: 'reading',
  summary:
    'Reading; a folder of files of any kind, and where there is any, gold.jsonl: {file, category?, subject?, attachments?}, gold_csv/NAME.SHEET.csv',
  sets: ['files_'],
  async run(folder, { maxFailures = 50, progress } = {}) {
    const failures: string[] = []
    let done = 0
    const {
      gold,
      unexplained,
      failed,
      slowest: _slowest,
      ...figures
    } = await evaluateReading({
      folder,
      onFile(file, outcome) {
        done += 1
        progress?.(done, done, file)
        if (outcome !== 'processed' && failures.length < maxFailures) failures.push(`${file}: ${outcome}`)
      },
    })
    const agreement = Object.entries(gold).flatMap(([what, { right, of }]) => {
      const name = what.replaceAll(' ', '_')
      return [[`${name}_right`, right] as const, [`${name}_of`, of] as const]
    })
    return {
      metrics: {
        ...figures,
        failed_with_reason: Object.values(failed).reduce((sum, many) => sum + many, 0),
        unexplained: unexplained.length,
        ...Object.fromEntries(agreement),
      },
      failures,
    }
  },
}

/** What of reading can be measured. */
export const evaluations = [reading]
