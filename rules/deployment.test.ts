import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const read = (name: string): Promise<string> => readFile(join(import.meta.dirname, '..', name), 'utf8')

const service = z.looseObject({
  restart: z.literal('unless-stopped'),
  environment: z.record(z.string(), z.string()),
})
const compose = z.object({
  services: z.object({
    server: service.extend({
      build: z.object({ context: z.literal('.'), dockerfile: z.literal('Containerfile') }),
      depends_on: z.object({ database: z.object({ condition: z.literal('service_healthy') }) }),
      read_only: z.literal(true),
      cap_drop: z.tuple([z.literal('ALL')]),
      ports: z.array(z.string().startsWith('127.0.0.1:', 'the port is open to the network')),
    }),
    database: service.extend({
      image: z.string().regex(/^[a-z]+\/pgvector:\d+\.\d+\.\d+-pg\d+$/, 'the image is not pinned'),
      healthcheck: z.object({ test: z.array(z.string()) }).loose(),
    }),
  }),
  volumes: z.record(z.string(), z.object({})),
})

/** Instructions of a container file, continued lines joined. */
async function instructions(): Promise<string[]> {
  const text = (await read('Containerfile')).replaceAll('\\\n', ' ')
  return text.split('\n').filter((line) => line && !line.startsWith('#'))
}

describe('the container', () => {
  it('runs as a user without rights, says when it is healthy, and starts the server', async () => {
    const lines = await instructions()
    const final = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM')))

    expect(final.findLast((line) => line.startsWith('USER'))).toBe('USER node')
    expect(final.some((line) => line.startsWith('HEALTHCHECK') && line.includes('/readyz'))).toBe(true)
    expect(final.at(-1)).toBe('CMD ["node", "bin/throughline", "start", "--no-demo"]')
  })

  it('rests on the Node version line that the project pins', async () => {
    const { dependencies } = z
      .object({ dependencies: z.object({ node: z.string() }) })
      .parse(JSON.parse(await read('package.json')))
    const bases = (await instructions()).filter((line) => line.startsWith('FROM'))

    expect(bases).toHaveLength(2)
    for (const base of bases)
      expect(base).toMatch(new RegExp(`^FROM node:${dependencies.node.split('.')[0]}-`))
  })

  it('leaves out what is made or secret on the machine that builds it', async () => {
    const ignored = (await read('.dockerignore')).split('\n')
    expect(ignored).toEqual(expect.arrayContaining(['.git', 'node_modules', '.throughline', '.cache']))
  })
})

describe('the composition', () => {
  it('has a healthy database before its server, and opens nothing to the network', async () => {
    expect(compose.safeParse(parse(await read('compose.yaml'))).error?.issues ?? []).toEqual([])
  })

  it('holds no password', async () => {
    const { services } = compose.parse(parse(await read('compose.yaml')))
    const secrets = Object.values(services).flatMap(({ environment }) =>
      Object.entries(environment).filter(([name]) => /PASSWORD|SECRET|URL/.test(name)),
    )
    expect(secrets).toHaveLength(3)
    for (const [, value] of secrets) expect(value).toMatch(/\$\{[A-Z_]+:\?[^}]+\}/)
  })

  it('keeps every volume that a service writes to', async () => {
    const text = parse(await read('compose.yaml'))
    const mounts = z
      .object({ services: z.record(z.string(), z.object({ volumes: z.array(z.string()) })) })
      .parse(text)
    const named = Object.values(mounts.services).flatMap(({ volumes }) =>
      volumes.map((volume) => volume.split(':')[0]),
    )
    expect(new Set(named)).toEqual(new Set(Object.keys(compose.parse(text).volumes)))
  })
})
