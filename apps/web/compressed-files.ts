import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const worthwhile = /\.(?:m?js|css|svg|html|json)$/
const leastBytes = 1_024

/** Writes each built text file a second time, compressed, beside itself, so that the server never compresses one for a visitor. */
export const compressedFiles = (): Plugin => ({
  name: 'compressed-files',
  apply: 'build',
  async writeBundle({ dir }) {
    if (!dir) return
    const files = await readdir(dir, { recursive: true })
    for (const file of files.filter((name) => worthwhile.test(name))) {
      const plain = await readFile(join(dir, file))
      if (plain.length < leastBytes) continue
      await writeFile(join(dir, `${file}.gz`), await promisify(gzip)(plain, { level: 9 }))
    }
  },
})
