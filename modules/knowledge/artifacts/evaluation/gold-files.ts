import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'

const goldLine = z.object({
  file: z.string(),
  category: z.string().nullish(),
  subject: z.string().nullish(),
  attachments: z.array(z.string().nullable()).nullish(),
})

/** What a folder knows of its files: what is said of each, and the cells of each sheet of each workbook. */
export interface Gold {
  lines: ReadonlyMap<string, z.output<typeof goldLine>>
  sheets: ReadonlyMap<string, { sheet: number; rows: string[][] }[]>
}

/** Reads what a folder knows of its files; empty where it knows nothing. */
export const goldIn = async (folder: string): Promise<Gold> => {
  const lines = new Map<string, z.output<typeof goldLine>>()
  for (const name of ['gold.jsonl', 'gold_derived.jsonl']) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => '')
    for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
      const said = goldLine.parse(JSON.parse(line))
      lines.set(said.file, said)
    }
  }
  return { lines, sheets: await sheetsIn(join(folder, 'gold_csv')) }
}

const sheetsIn = async (folder: string): Promise<Map<string, { sheet: number; rows: string[][] }[]>> => {
  const sheets = new Map<string, { sheet: number; rows: string[][] }[]>()
  for (const name of await readdir(folder).catch(() => [])) {
    const [, workbook, number] = /^(.+)\.(\d+)\.csv$/.exec(name) ?? []
    if (workbook === undefined) continue
    const text = await readFile(join(folder, name), 'utf8')
    const rows = parse(text, { relax_column_count: true, relax_quotes: true, skip_empty_lines: false })
    sheets.set(workbook, [...(sheets.get(workbook) ?? []), { sheet: Number(number), rows }])
  }
  return sheets
}
