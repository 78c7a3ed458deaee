import { chmod, mkdir, mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBlobStore } from './index.ts'
import { writeHashed } from './spool.ts'
import { startS3Server, type S3Server } from './testing/s3-server.ts'

const acme = '01890a5d-ac96-774b-bcce-b302099a8057'
const roomy = { maxBytes: 1_000 }
const content = Buffer.from('content')

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-damage-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

describe('damage in a folder', () => {
  it('is found by a check and healed by storing the content again', async () => {
    const store = await createBlobStore(`file:${folder}`)
    const { key } = await store.put(acme, content, roomy)
    expect(await store.check(acme, key)).toBe('intact')
    await writeFile(join(folder, acme, key.slice(0, 2), key), 'kontent')
    expect(await store.check(acme, key)).toBe('altered')
    await store.put(acme, content, roomy)
    expect(await store.check(acme, key)).toBe('intact')
    await store.remove(acme, key)
    expect(await store.check(acme, key)).toBe('missing')
  })

  it('does not list files that are not contents', async () => {
    const store = await createBlobStore(`file:${folder}`)
    await store.ready()
    await mkdir(join(folder, acme))
    await writeFile(join(folder, acme, 'notes.txt'), 'x')
    await writeFile(join(folder, '.incoming', 'draft'), 'x')
    expect(await Array.fromAsync(store.list())).toEqual([])
  })

  it.skipIf(process.platform !== 'linux')('says that the storage is full', async () => {
    const full = await open('/dev/full', 'w')
    await expect(writeHashed(full, content, 1_000)).rejects.toMatchObject({ code: 'storage-full' })
    await full.close()
  })

  it('is not ready where a folder cannot be made', async () => {
    await writeFile(join(folder, 'file'), '')
    const store = await createBlobStore(`file:${join(folder, 'file', 'blobs')}`)
    await expect(store.ready()).rejects.toMatchObject({ code: 'unavailable' })
    await expect(store.put(acme, content, roomy)).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('keeps contents from other users of the machine', async () => {
    await chmod(folder, 0o755)
    const store = await createBlobStore(`file:${join(folder, 'blobs')}`)
    await store.put(acme, content, roomy)
    expect(await readdir(folder)).toEqual(['blobs'])
    const mode = await open(join(folder, 'blobs'), 'r')
    expect((await mode.stat()).mode & 0o077).toBe(0)
    await mode.close()
  })
})

describe('damage in S3', () => {
  let server: S3Server
  const openS3 = async (bucket = 'files') =>
    await createBlobStore(`s3://${bucket}?endpoint=${server.endpoint}`, {
      credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
      spoolFolder: folder,
    })
  beforeEach(async () => {
    server = await startS3Server()
  })
  afterEach(async () => {
    await server.close()
  })

  it('is found by a check', async () => {
    const store = await openS3()
    const { key } = await store.put(acme, content, roomy)
    expect([...server.objects.keys()]).toEqual([`${acme}/${key.slice(0, 2)}/${key}`])
    expect(await store.check(acme, key)).toBe('intact')
    server.objects.set(`${acme}/${key.slice(0, 2)}/${key}`, Buffer.from('kontent'))
    expect(await store.check(acme, key)).toBe('altered')
  })

  it('says that the storage is full', async () => {
    server.fill()
    await expect((await openS3()).put(acme, content, roomy)).rejects.toMatchObject({ code: 'storage-full' })
  })

  it('is not ready without its bucket or without the service', async () => {
    await expect((await openS3('elsewhere')).ready()).rejects.toMatchObject({ code: 'unavailable' })
    const store = await openS3()
    await server.close()
    await expect(store.ready()).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('the address of a store', () => {
  it.each(['', 'blobs', 'ftp://x', 's3:///prefix', 's3://bucket?sort=1'])('is not %j', async (url) => {
    await expect(createBlobStore(url)).rejects.toThrow('A storage address is')
  })
})
