import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { readEnvironment, type Environment } from '#kernel/config/index.ts'

/** A data folder, and on a server a database, that outlive the processes which use them. */
export interface Scratch {
  dataDir: string
  /** what a server has to be told to use them */
  env: Environment
  remove(): Promise<void>
}

/** Makes a folder, and a database of its own where TEST_DATABASE_URL names a server. */
export const openScratch = async (): Promise<Scratch> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-faults-'))
  const server = readEnvironment()['TEST_DATABASE_URL']
  const removeFolder = (): Promise<void> => rm(dataDir, { recursive: true, force: true })
  if (!server) return { dataDir, env: { THROUGHLINE_DATA: dataDir }, remove: removeFolder }
  const name = `faults_${randomBytes(6).toString('hex')}`
  await onServer(server, `create database ${name}`)
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).toString()
  return {
    dataDir,
    env: { THROUGHLINE_DATA: dataDir, DATABASE_URL: url },
    async remove() {
      await onServer(server, `drop database ${name} with (force)`)
      await removeFolder()
    },
  }
}

const onServer = async (url: string, text: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
