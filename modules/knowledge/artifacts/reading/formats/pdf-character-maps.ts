import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const folder = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'cmaps')

/**
 * Adobe's predefined character maps (ISO 32000-1, 9.7.5.2), by which text in East Asian fonts that are not embedded
 * becomes Unicode. Given to pdf.js as the way it gets its data; it asks for a map by its file's name.
 */
export class CharacterMaps {
  /** @throws Error for everything that is no character map: drawing, which needs fonts and decoders, happens elsewhere */
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    if (kind !== 'cMapUrl' || !/^[\w-]+\.bcmap$/.test(filename))
      throw new Error(`${filename.slice(0, 100)} is no character map`)
    return new Uint8Array(await readFile(join(folder(), filename)))
  }
}
