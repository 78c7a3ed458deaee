import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBlobStore, type BlobEntry, type BlobStore } from './index.ts'
import { startS3Server } from './testing/s3-server.ts'

const acme = '01890a5d-ac96-774b-bcce-b302099a8057'
const other = '01890a5d-ac96-774b-bcce-b302099a8058'
const roomy = { maxBytes: 10_000_000 }
const keyOf = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex')

async function* pieces(...contents: string[]): AsyncGenerator<Uint8Array> {
  for (const content of contents) yield Buffer.from(content)
}

async function* broken(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('half')
  throw new Error('connection lost')
}

interface Opened {
  store: BlobStore
  /** Names of files that must not be left behind. */
  drafts(): Promise<string[]>
  close(): Promise<void>
}

const stores: Record<string, (folder: string) => Promise<Opened>> = {
  'a folder': async (folder) => ({
    store: await createBlobStore(pathToFileURL(join(folder, 'blobs')).href),
    drafts: async () => await readdir(join(folder, 'blobs', '.incoming')),
    close: async () => {},
  }),
  S3: async (folder) => {
    const server = await startS3Server()
    const url = `s3://files/tl/blobs?endpoint=${encodeURIComponent(server.endpoint)}&region=eu-central-1`
    const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' }
    return {
      store: await createBlobStore(url, { credentials, spoolFolder: folder }),
      drafts: async () => await readdir(folder),
      close: server.close,
    }
  },
}

describe.each(Object.entries(stores))('a blob store in %s', (_, openStore) => {
  let folder = ''
  let opened: Opened
  let store: BlobStore
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-blobs-'))
    opened = await openStore(folder)
    store = opened.store
  })
  afterEach(async () => {
    await opened.close()
    await rm(folder, { recursive: true })
  })
  const listed = async (orgId?: string): Promise<BlobEntry[]> => await Array.fromAsync(store.list(orgId))

  it('gives back any content under its hash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (content) => {
        const { key, size } = await store.put(acme, content, roomy)
        expect({ key, size }).toEqual({ key: keyOf(content), size: content.length })
        expect(await store.read(acme, key)).toEqual(Buffer.from(content))
        expect(await store.stat(acme, key)).toEqual({ key, size, storedAt: expect.any(Date) })
      }),
      { numRuns: 15 },
    )
  })

  it('stores a stream and gives parts of it', async () => {
    const { key } = await store.put(acme, pieces('Hello, ', 'world', '!'), roomy)
    expect(await text(await store.open(acme, key))).toBe('Hello, world!')
    expect(await text(await store.open(acme, key, { start: 7, end: 11 }))).toBe('world')
    expect(await text(await store.open(acme, key, { start: 7 }))).toBe('world!')
    expect(await text(await store.open(acme, key, { end: 999 }))).toBe('Hello, world!')
    await expect(store.open(acme, key, { start: 13 })).rejects.toMatchObject({ code: 'range' })
    await expect(store.open(acme, key, { start: 5, end: 4 })).rejects.toMatchObject({ code: 'range' })
    await expect(store.open(acme, key, { start: -1 })).rejects.toMatchObject({ code: 'range' })
  })

  it('stores some megabytes', async () => {
    const content = Buffer.alloc(6 * 2 ** 20, 'throughline')
    const { key } = await store.put(acme, content, roomy)
    expect(keyOf(await buffer(await store.open(acme, key)))).toBe(key)
  })

  it('keeps one copy of what is stored twice, at the same time too', async () => {
    await Promise.all(Array.from({ length: 4 }, async () => await store.put(acme, pieces('same'), roomy)))
    expect(await listed()).toMatchObject([{ orgId: acme, key: keyOf('same'), size: 4 }])
  })

  it('does not show one organization what another has', async () => {
    const { key } = await store.put(acme, Buffer.from('private'), roomy)
    expect(await store.stat(other, key)).toBeUndefined()
    await expect(store.open(other, key)).rejects.toMatchObject({ code: 'not-found' })
    await expect(store.read(other, key)).rejects.toMatchObject({ code: 'not-found' })
    expect(await store.check(other, key)).toBe('missing')
    await store.remove(other, key)
    expect(await listed(other)).toEqual([])
    expect(await text(await store.open(acme, key))).toBe('private')
  })

  it('refuses what is larger than allowed and leaves nothing behind', async () => {
    await expect(store.put(acme, pieces('1234', '5'), { maxBytes: 4 })).rejects.toMatchObject({
      code: 'too-large',
    })
    expect((await store.put(acme, pieces('1234'), { maxBytes: 4 })).size).toBe(4)
    expect(await listed()).toHaveLength(1)
    expect(await opened.drafts()).toEqual([])
  })

  it('leaves nothing behind when the source breaks off', async () => {
    await expect(store.put(acme, broken(), roomy)).rejects.toThrow('connection lost')
    expect(await listed()).toEqual([])
    expect(await opened.drafts()).toEqual([])
  })

  it('lists and removes, over several pages', async () => {
    const contents = Array.from({ length: 8 }, (_each, index) => `content ${index}`)
    for (const content of contents) await store.put(acme, pieces(content), roomy)
    await store.put(other, pieces('theirs'), roomy)
    expect((await listed(acme)).map((each) => each.key).toSorted()).toEqual(contents.map(keyOf).toSorted())
    expect(await listed()).toHaveLength(9)
    expect(Date.now() - ((await listed())[0]?.storedAt.getTime() ?? 0)).toBeLessThan(60_000)
    for (const content of contents) await store.remove(acme, keyOf(content))
    await store.remove(acme, keyOf('never stored'))
    expect(await listed()).toMatchObject([{ orgId: other }])
  })

  it.each(['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(63)}/`, `${'a'.repeat(64)}\n`, '..'])(
    'refuses the key %j',
    async (key) => {
      await expect(store.open(acme, key)).rejects.toMatchObject({ code: 'invalid-key' })
      await expect(store.stat(acme, key)).rejects.toMatchObject({ code: 'invalid-key' })
      await expect(store.remove(acme, key)).rejects.toMatchObject({ code: 'invalid-key' })
      await expect(store.check(acme, key)).rejects.toMatchObject({ code: 'invalid-key' })
    },
  )

  it.each(['..', '', '.incoming', `${acme}/../${other}`, acme.toUpperCase()])(
    'refuses the organization %j',
    async (orgId) => {
      await expect(store.put(orgId, pieces('x'), roomy)).rejects.toMatchObject({ code: 'invalid-key' })
      await expect(store.read(orgId, keyOf('x'))).rejects.toMatchObject({ code: 'invalid-key' })
      await expect((async () => await Array.fromAsync(store.list(orgId)))()).rejects.toMatchObject({
        code: 'invalid-key',
      })
    },
  )

  it('is ready', async () => {
    await store.ready()
  })
})
