import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { staticFiles } from './static-files.ts'

const script = 'export const said = "as it was written"\n'

let folder: string
let server: Server

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-static-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
  await writeFile(join(folder, 'app-0123456789.js'), script)
  await writeFile(join(folder, 'app-0123456789.js.gz'), gzipSync(script))
  const serve = staticFiles(folder)
  server = createServer((request, response) => {
    void serve(request, response, new URL(request.url ?? '/', 'http://localhost').pathname)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true, force: true })
})

const ask = (path: string, encodings: string) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
    headers: { 'accept-encoding': encodings },
  })

test('who takes gzip gets the file as it was compressed when the app was built', async () => {
  const answer = await ask('/app-0123456789.js', 'br, gzip;q=0.8')

  expect(answer.headers.get('content-encoding')).toBe('gzip')
  expect(answer.headers.get('content-type')).toContain('javascript')
  expect(answer.headers.get('cache-control')).toContain('immutable')
  expect(await answer.text()).toBe(script)
})

test.each(['identity', 'br', 'gzip;q=0, br'])(
  'who takes %s alone gets it as it stands',
  async (encodings) => {
    const answer = await ask('/app-0123456789.js', encodings)

    expect(answer.headers.get('content-encoding')).toBeNull()
    expect(answer.headers.get('vary')).toBe('accept-encoding')
    expect(await answer.text()).toBe(script)
  },
)

test('a path that is no file gets the page', async () => {
  expect(await (await ask('/p/acme/portal', 'gzip')).text()).toBe('<!doctype html>')
})
