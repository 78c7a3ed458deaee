import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.map': 'application/json',
  '.wasm': 'application/wasm',
  '.ico': 'image/x-icon',
}

/**
 * Serves the built web app; every path that is no file gets the page, which finds its screen by itself. A file that
 * was compressed when the app was built (`NAME.gz` beside it) goes out so to whoever takes that.
 */
export const staticFiles =
  (folder: string) =>
  async (request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const decoded = decode(path)
    if (decoded === undefined) return false
    const asked = join(folder, normalize(decoded))
    if (asked !== folder && !asked.startsWith(folder + sep)) return false
    const file = await fileOr(asked, extname(path) === '' ? join(folder, 'index.html') : undefined)
    if (!file) return false
    response.setHeader('content-type', types[extname(file.path)] ?? 'application/octet-stream')
    const packed = takesGzip(request) ? await fileOr(`${file.path}.gz`, undefined) : undefined
    if (packed) response.setHeader('content-encoding', 'gzip')
    response.setHeader('vary', 'accept-encoding')
    response.setHeader('content-length', (packed ?? file).size)
    response.setHeader(
      'cache-control',
      /-[\w-]{8,}\.\w+$/.test(file.path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    )
    if (request.method === 'HEAD') response.end()
    else
      await pipeline(createReadStream((packed ?? file).path), response).catch((error: unknown) => {
        // whoever goes away while a file is sent has not met a failure of ours
        if (!response.destroyed) throw error
      })
    return true
  }

const takesGzip = ({ headers }: IncomingMessage): boolean =>
  /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(headers['accept-encoding'] ?? '')

/** Undefined for an address whose percent signs stand for no text, or that holds NUL, which no file name does. */
const decode = (path: string): string | undefined => {
  try {
    const decoded = decodeURIComponent(path)
    return decoded.includes('\0') ? undefined : decoded
  } catch {
    return undefined
  }
}

const fileOr = async (
  path: string,
  fallback: string | undefined,
): Promise<{ path: string; size: number } | undefined> => {
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile()) return { path, size: found.size }
  return fallback ? fileOr(fallback, undefined) : undefined
}
