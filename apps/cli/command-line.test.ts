import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEnvironment } from '#kernel/config/index.ts'
import type { RunningServer } from '#apps/server/start.ts'
import { openCommandLine, type CommandLine } from './testing.ts'

describe('the command line beside a running server', () => {
  let line: CommandLine
  let folder: string
  let server: RunningServer

  const run: CommandLine['run'] = (...words) => line.run(...words)

  beforeAll(async () => {
    line = await openCommandLine()
    ;({ folder, server } = line)
  })
  afterAll(() => line.close())

  it('makes an organization with a key, and finds the only project by itself', async () => {
    const made = await run([
      'init',
      '--org',
      'First Company',
      '--project',
      'Portal',
      '--email',
      'owner@example.com',
      '--json',
    ])
    const listed = await run(['list', 'risk', '--json'])

    expect(made.code).toBe(0)
    expect(JSON.parse(made.stdout)).toMatchObject({
      org: 'first-company',
      project: 'portal',
      user: 'owner@example.com',
      api_key: expect.stringMatching(/^tl_/),
    })
    expect(JSON.parse(listed.stdout)).toEqual({ items: [], next_cursor: null })
  })

  it('creates, edits and shows a record, and tells its history', async () => {
    const made = await run([
      'create',
      'risk',
      '--set',
      'title=Late data',
      '--set',
      'probability=high',
      '--set',
      'impact=high',
      '--json',
    ])
    const { key } = JSON.parse(made.stdout)
    await run(['edit', key, '--set', 'title=Late data = late cutover', '--reason', 'said more clearly'])
    const history = await run(['history', key, '--json'])

    expect(JSON.parse((await run(['show', key, '--json'])).stdout)).toMatchObject({
      key,
      title: 'Late data = late cutover',
    })
    const [edit] = JSON.parse(history.stdout).items
    expect(edit).toMatchObject({ reason: 'said more clearly' })

    const undone = await run(['undo', edit.request_id, '--only', key, '--json'])
    expect(JSON.parse(undone.stdout)).toMatchObject({ undone: edit.request_id, records: [{ key }] })
    expect(JSON.parse((await run(['show', key, '--json'])).stdout)).toMatchObject({ title: 'Late data' })
  })

  it('writes the audit entries to a file that is checked without the installation', async () => {
    const out = join(folder, 'audit.ndjson')
    const written = await run(['audit-export', '--out', out, '--json'])
    const checked = await run(['verify', '--export', out, '--json'])

    const { last } = JSON.parse(written.stdout)
    expect(JSON.parse(checked.stdout)).toMatchObject({ ok: true, problems: [], last })
    await writeFile(out, (await readFile(out, 'utf8')).replace('"action":"create"', '"action":"delete"'))
    expect((await run(['verify', '--export', out])).code).toBe(1)
  })

  it('takes a folder in with its folders, takes nothing twice, and attaches to a record what is there already', async () => {
    await mkdir(join(folder, 'in', 'below'), { recursive: true })
    await writeFile(join(folder, 'in', 'note.md'), '# Note\n\nThe cutover is on 30 September 2026.\n')
    await writeFile(join(folder, 'in', 'below', 'other.md'), '# Other\n\nThe rehearsal is in July 2026.\n')
    await writeFile(join(folder, 'in', 'empty.txt'), '')

    const first = JSON.parse((await run(['ingest', join(folder, 'in'), '--wait', '--json'])).stdout)
    const again = JSON.parse(
      (await run(['ingest', join(folder, 'in', 'note.md'), '--attach-to', 'RISK-1', '--wait', '--json']))
        .stdout,
    )

    expect(first.totals).toMatchObject({ files: 3, processed: 2, failed: 1, duplicate: 0 })
    expect(again.artifacts).toMatchObject([
      {
        status: 'duplicate',
        id: first.artifacts.find(({ path }: { path: string }) => path.endsWith('note.md')).id,
      },
    ])
    expect(JSON.parse((await run(['list', 'artifact-folders', '--json'])).stdout).items).toMatchObject([
      { name: 'below' },
    ])
    expect(JSON.parse((await run(['trace', 'RISK-1', '--down', '--json'])).stdout).links).toMatchObject([
      { relation: 'attached_to' },
    ])
  })

  it('tells refusals from wrong usage by exit code and a stable error code', async () => {
    const refused = await run(['show', 'RISK-999', '--json'])
    const wrong = await run(['list', 'risk', '--limit', 'many'])

    expect(refused.code).toBe(1)
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: 'not-found' } })
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain('--limit')
  })

  it('works over HTTP with a key, where the operator is not let in', async () => {
    const { api_key: key } = JSON.parse(
      (
        await run([
          'init',
          '--org',
          'Second Company',
          '--project',
          'Portal',
          '--email',
          'second@example.com',
          '--json',
        ])
      ).stdout,
    )
    const remote = { THROUGHLINE_URL: server.url, THROUGHLINE_API_KEY: key }

    expect(JSON.parse((await run(['list', 'risk', '--json'], remote)).stdout).items).toEqual([])
    expect(
      JSON.parse(
        (await run(['show', 'RISK-1', '--project', 'first-company/portal', '--json'], remote)).stdout,
      ),
    ).toMatchObject({ error: { code: 'not-found' } })
    expect(
      JSON.parse((await run(['backup', '--out', join(folder, 'backup'), '--json'], remote)).stdout),
    ).toMatchObject({ error: { code: 'not-local' } })
  })

  it('keeps the token of the operator to the owner of the folder, and opens nothing without it', async () => {
    const address = await stat(join(folder, 'data', 'server.json'))
    const bare = await fetch(`${server.url}/api/local/state`)
    const guessed = await fetch(`${server.url}/api/v1/orgs/first-company/projects`, {
      headers: { authorization: 'Local local_guessed' },
    })

    expect(address.mode & 0o777).toBe(0o600)
    expect([bare.status, guessed.status]).toEqual([401, 401])
  })

  it('writes a whole project into a file and makes another of it, here and over HTTP', async () => {
    const file = join(folder, 'portal.zip')
    const out = await run(['export', '--project', 'first-company/portal', '--out', file, '--json'])
    const again = await run(['export', '--project', 'first-company/portal', '--out', file, '--json'])
    const { api_key: key } = JSON.parse(
      (
        await run([
          'init',
          '--org',
          'Elsewhere',
          '--project',
          'Portal',
          '--email',
          'elsewhere@example.com',
          '--json',
        ])
      ).stdout,
    )
    const remote = { THROUGHLINE_URL: server.url, THROUGHLINE_API_KEY: key }
    const into = await run(['import', file, '--json'], remote)
    const wrong = await run(['import', join(folder, 'in', 'note.md'), '--org', 'elsewhere', '--json'], remote)

    expect(JSON.parse(out.stdout)).toMatchObject({ file, counts: { risk: 1, artifact: 3 } })
    expect(JSON.parse(again.stdout)).toMatchObject({ error: { code: 'file-exists' } })
    expect(JSON.parse(into.stdout)).toMatchObject({
      org: 'elsewhere',
      project: 'portal-2',
      counts: JSON.parse(out.stdout).counts,
    })
    expect(JSON.parse(wrong.stdout)).toMatchObject({ error: { code: 'not-a-backup' } })
    expect(
      JSON.parse((await run(['show', 'RISK-1', '--project', 'elsewhere/portal-2', '--json'], remote)).stdout),
    ).toMatchObject({ title: 'Late data', version: 3 })
  })

  it('speaks MCP over stdin and stdout, as the operator and with a key', async () => {
    const { PATH, HOME } = readEnvironment()
    const told = async (words: readonly string[], env: Record<string, string>): Promise<string> => {
      const client = new Client({ name: 'test', version: '1' })
      const transport = new StdioClientTransport({
        command: process.execPath,
        args: [line.program, 'mcp', ...words],
        env: { PATH: PATH ?? '', HOME: HOME ?? '', ...env },
        stderr: 'ignore',
      })
      await client.connect(transport)
      try {
        return JSON.stringify(await client.callTool({ name: 'list', arguments: { kind: 'risk' } }))
      } finally {
        await client.close()
      }
    }
    const { api_key: key } = JSON.parse(
      (await run(['init', '--org', 'Third', '--project', 'Portal', '--email', 'third@example.com', '--json']))
        .stdout,
    )

    const here = await told(['--project', 'first-company/portal'], { THROUGHLINE_DATA: join(folder, 'data') })
    const there = await told([], { THROUGHLINE_URL: server.url, THROUGHLINE_API_KEY: key })
    const wrong = await told(['--project', 'first-company/portal'], {
      THROUGHLINE_URL: server.url,
      THROUGHLINE_API_KEY: key,
    })

    expect(here).toContain('RISK-1')
    expect(there).toContain('items')
    expect(there).not.toContain('RISK-1')
    expect(wrong).toContain('not-found')
  })

  it('verifies the whole installation', async () => {
    const { code, stdout } = await run(['verify', '--json'])

    expect(JSON.parse(stdout)).toMatchObject({ ok: true })
    expect(code).toBe(0)
  })
})
