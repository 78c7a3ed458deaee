import { randomUUID } from 'node:crypto'
import { access, constants, mkdir, open, opendir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { Readable } from 'node:stream'
import { fromSystemError, BlobError } from './blob-error.ts'
import { blobPath, organizationPath, parseBlobPath } from './blob-key.ts'
import type { BlobContent, BlobEntry, BlobStore, ByteRange, StoredBlob } from './blob-store.ts'
import { checkContent, resolveRange } from './content-hash.ts'
import { spool } from './spool.ts'

// No organization has this name; drafts lie on the same file system, so that renaming is atomic.
const drafts = '.incoming'

/** Contents in a folder on this machine. The folder is made where it is missing. */
export function createFolderStore(root: string): BlobStore {
  const pathOf = (orgId: string, key: string): string => join(root, blobPath(orgId, key))

  const put = async (orgId: string, content: BlobContent, maxBytes: number): Promise<StoredBlob> => {
    organizationPath(orgId)
    const draft = join(root, drafts, randomUUID())
    await systemCall(mkdir(dirname(draft), { recursive: true, mode: 0o700 }))
    try {
      const stored = await spool(draft, content, maxBytes)
      const path = pathOf(orgId, stored.key)
      await systemCall(mkdir(dirname(path), { recursive: true, mode: 0o700 }))
      // Replacing an equal content is harmless, heals a damaged one and renews its time.
      await systemCall(rename(draft, path))
      await systemCall(syncFolder(dirname(path)))
      return stored
    } finally {
      await rm(draft, { force: true })
    }
  }

  return {
    put: async (orgId, content, { maxBytes }) => await put(orgId, content, maxBytes),
    open: async (orgId, key, range) => await systemCall(openFile(pathOf(orgId, key), range)),
    read: async (orgId, key) => await systemCall(readFile(pathOf(orgId, key))),
    stat: async (orgId, key) => {
      const found = await statFile(pathOf(orgId, key))
      return found === undefined ? undefined : { key, size: found.size, storedAt: found.mtime }
    },
    remove: async (orgId, key) => await systemCall(rm(pathOf(orgId, key), { force: true })),
    list: (orgId) => listFiles(root, orgId === undefined ? root : join(root, organizationPath(orgId))),
    check: async (orgId, key) => {
      const path = pathOf(orgId, key)
      return await checkContent(key, async () => await systemCall(openFile(path)))
    },
    ready: async () => {
      await unavailableUnless(mkdir(join(root, drafts), { recursive: true, mode: 0o700 }))
      await unavailableUnless(access(join(root, drafts), constants.R_OK | constants.W_OK | constants.X_OK))
    },
  }
}

async function openFile(path: string, range?: ByteRange): Promise<Readable> {
  const file = await open(path, 'r')
  try {
    if (range === undefined) return file.createReadStream()
    return file.createReadStream(resolveRange(range, (await file.stat()).size))
  } catch (error) {
    await file.close()
    throw error
  }
}

async function statFile(path: string): Promise<{ size: number; mtime: Date } | undefined> {
  try {
    return await stat(path)
  } catch (error) {
    const known = fromSystemError(error)
    if (known.code === 'not-found') return undefined
    throw known
  }
}

async function* listFiles(root: string, below: string): AsyncGenerator<BlobEntry> {
  if ((await statFile(below)) === undefined) return
  for await (const found of await systemCall(opendir(below, { recursive: true }))) {
    const path = join(found.parentPath, found.name)
    const blob = found.isFile() ? parseBlobPath(relative(root, path).split(sep).join('/')) : undefined
    const file = blob === undefined ? undefined : await statFile(path)
    if (blob !== undefined && file !== undefined) yield { ...blob, size: file.size, storedAt: file.mtime }
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function systemCall<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    throw fromSystemError(error)
  }
}

async function unavailableUnless(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) => {
    throw new BlobError('unavailable', error)
  })
}
