import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { TessBaseAPI, TesseractModule } from 'tesseract.js-core/tesseract-core-simd-lstm.js'

import { ReadingError } from '../reading-error.ts'
import type { RecognitionOptions } from '../reading.ts'

/** A word recognized in a picture: its box and that of its line in pixels, and how sure it is, from 0 to 100. */
export type RecognizedWord = {
  text: string
  confidence: number
  x: number
  width: number
  /** top and height of the line that the word stands in */
  y: number
  height: number
}

/** What was recognized in a picture of so many pixels. */
export type Recognized = { width: number; height: number; words: RecognizedWord[] }

type Engine = { module: TesseractModule; api: TessBaseAPI }

// Of Tesseract's engines the neural one; the packaged data serve no other (OEM_LSTM_ONLY).
const neural = 1
// Page layout with all columns and blocks found by itself (PSM_AUTO).
const automatic = 3

const engines = new Map<string, Promise<Engine>>()

/**
 * Recognizes the text in a picture (PNG, JPEG, TIFF, WebP, BMP, GIF or PNM; the first page of several). Works without
 * any network: English data are packaged, others come from the configured folder. Throws {@link ReadingError}
 * `damaged` for what is no picture, `unsupported` where data of a language are missing.
 */
export async function recognize(picture: Uint8Array, options: RecognitionOptions): Promise<Recognized> {
  const { module, api } = await engineFor(options)
  module.FS.writeFile('/input', picture)
  try {
    if (api.SetImageFile(1, 0) !== 0) throw new ReadingError('damaged')
    api.Recognize(null)
    return wordsIn(api.GetTSVText(0))
  } finally {
    api.Clear()
    module.FS.unlink('/input')
  }
}

function engineFor(options: RecognitionOptions): Promise<Engine> {
  const key = `${options.languages} ${options.folder ?? ''}`
  const known = engines.get(key)
  if (known) return known
  const made = startEngine(options)
  engines.set(key, made)
  made.catch(() => engines.delete(key))
  return made
}

async function startEngine({ languages, folder }: RecognitionOptions): Promise<Engine> {
  const { default: load } = await import('tesseract.js-core/tesseract-core-simd-lstm.js')
  const silent = (): void => undefined
  const module = await load({ print: silent, printErr: silent })
  module.FS.mkdir('/data')
  for (const language of languages.split('+'))
    module.FS.writeFile(`/data/${language}.traineddata`, await dataOf(language, folder))
  const api = new module.TessBaseAPI()
  if (api.Init('/data', languages, neural) !== 0) throw missing(languages)
  api.SetPageSegMode(automatic)
  return { module, api }
}

async function dataOf(language: string, folder: string | undefined): Promise<Uint8Array> {
  const packaged = join(
    dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json')),
    '4.0.0_best_int',
  )
  const places = [...(folder === undefined ? [] : [folder]), ...(language === 'eng' ? [packaged] : [])]
  for (const place of places)
    for (const ending of ['.traineddata', '.traineddata.gz']) {
      const bytes = await readFile(join(place, language + ending)).catch(() => undefined)
      if (bytes) return ending.endsWith('.gz') ? gunzipSync(bytes) : bytes
    }
  throw missing(language)
}

function missing(language: string): ReadingError {
  return new ReadingError(
    'unsupported',
    `Text cannot be recognized in the language "${language}": its data are not installed. Ask the operator to put ${language}.traineddata into the folder of OCR_DATA.`,
  )
}

// Levels of a line of the table: 1 the page, 4 a line of text, 5 a word.
function wordsIn(table: string): Recognized {
  const found: Recognized = { width: 0, height: 0, words: [] }
  let line = { y: 0, height: 0 }
  for (const row of table.split('\n')) {
    const [level, , , , , , left, top, width, height, confidence, ...text] = row.split('\t')
    if (level === '1') Object.assign(found, { width: Number(width), height: Number(height) })
    else if (level === '4') line = { y: Number(top), height: Number(height) }
    else if (level === '5')
      found.words.push({
        text: text.join(' '),
        confidence: Number(confidence),
        x: Number(left),
        width: Number(width),
        ...line,
      })
  }
  return found
}
