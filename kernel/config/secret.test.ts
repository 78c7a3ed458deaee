import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileCheckStore, resolveSecret, secretCheck, verifySecret } from './index.ts'

let dataDir = ''
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'throughline-secret-'))
})
afterEach(async () => {
  await rm(dataDir, { recursive: true })
})

const resolveEmbedded = () => resolveSecret({ env: {}, dataDir, embedded: true })
const configured = 'a-secret-set-by-an-operator-0123456789'

describe('finding the secret', () => {
  it('makes one on the first start and keeps it for its owner alone', async () => {
    const first = await resolveEmbedded()
    expect(first.source).toBe('made')
    expect(Buffer.from(first.secret, 'base64url')).toHaveLength(32)
    expect((await stat(join(dataDir, 'secret'))).mode & 0o777).toBe(0o600)
    expect(await resolveEmbedded()).toEqual({ secret: first.secret, source: 'file' })
    expect(await readdir(dataDir)).toEqual(['secret'])
  })

  it('is one and the same for processes that start together', async () => {
    const found = await Promise.all(Array.from({ length: 12 }, resolveEmbedded))
    expect(new Set(found.map((each) => each.secret)).size).toBe(1)
    expect(await readdir(dataDir)).toEqual(['secret'])
  })

  it('takes the environment before the file, and writes nothing then', async () => {
    const env = { THROUGHLINE_SECRET: configured }
    expect(await resolveSecret({ env, dataDir, embedded: true })).toEqual({
      secret: configured,
      source: 'environment',
    })
    expect(await readdir(dataDir)).toEqual([])
  })

  it('demands the variable with a database server', async () => {
    await expect(resolveSecret({ env: {}, dataDir, embedded: false })).rejects.toMatchObject({
      code: 'secret-required',
    })
    expect(await readdir(dataDir)).toEqual([])
  })

  it('takes rights away that others have on the file', async () => {
    await resolveEmbedded()
    await chmod(join(dataDir, 'secret'), 0o644)
    await resolveEmbedded()
    expect((await stat(join(dataDir, 'secret'))).mode & 0o777).toBe(0o600)
  })

  it('does not make a new one where the old one is gone but its data is there', async () => {
    await verifySecret((await resolveEmbedded()).secret, fileCheckStore(dataDir))
    await rm(join(dataDir, 'secret'))
    await expect(resolveEmbedded()).rejects.toMatchObject({ code: 'secret-lost' })
  })

  it('refuses a damaged file', async () => {
    await writeFile(join(dataDir, 'secret'), '')
    await expect(resolveEmbedded()).rejects.toMatchObject({ code: 'secret-unreadable' })
  })
})

describe('verifying the secret', () => {
  it('accepts the same secret again and refuses another', async () => {
    const store = fileCheckStore(dataDir)
    await verifySecret(configured, store)
    await verifySecret(configured, store)
    await expect(verifySecret(`${configured}!`, store)).rejects.toMatchObject({ code: 'secret-wrong' })
    await verifySecret(configured, store)
  })

  it('lets only one of two secrets win when both come first', async () => {
    const store = fileCheckStore(dataDir)
    const results = await Promise.allSettled([
      verifySecret(configured, store),
      verifySecret('x'.repeat(40), store),
    ])
    expect(results.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  it('refuses a check value that was tampered with', async () => {
    await writeFile(join(dataDir, 'secret-check'), 'v2.abc.def')
    await expect(verifySecret(configured, fileCheckStore(dataDir))).rejects.toMatchObject({
      code: 'secret-wrong',
    })
  })

  it('does not hold the secret in the check value, and salts it', async () => {
    await verifySecret(configured, fileCheckStore(dataDir))
    expect(await readFile(join(dataDir, 'secret-check'), 'utf8')).not.toContain(configured)
    expect(secretCheck(configured)).not.toBe(secretCheck(configured))
  })
})
