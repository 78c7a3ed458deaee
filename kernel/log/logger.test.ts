import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLogger, redactText, requestLogger, type LogLevel } from './index.ts'

const logTo = (level: LogLevel = 'info') => {
  const written: string[] = []
  const log = createLogger({ LOG_LEVEL: level, stream: { write: (line) => void written.push(line) } })
  return { log, written, last: (): unknown => JSON.parse(written.at(-1) ?? 'null') }
}

describe('logging', () => {
  it('writes one JSON line with level, time, message and values', () => {
    const { log, written, last } = logTo()
    log.info({ jobId: 7 }, 'Job finished.')
    expect(written[0]).toMatch(/^\{[^\n]*\}\n$/)
    expect(last()).toMatchObject({ level: 'info', jobId: 7, msg: 'Job finished.' })
    expect(last()).toHaveProperty('time', expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/))
  })

  it('is as quiet as LOG_LEVEL says', () => {
    const { log, written } = logTo('warn')
    log.info('quiet')
    log.warn('heard')
    expect(written).toHaveLength(1)
  })

  it('carries the request id on every line of a request', () => {
    const { log, last } = logTo()
    requestLogger(log, 'req-1').child({ step: 2 }).error(new Error('broken'), 'Failed.')
    expect(last()).toMatchObject({ requestId: 'req-1', step: 2, err: { message: 'broken' } })
  })

  it('writes to stderr and leaves stdout alone', () => {
    const script = `import { createLogger } from '${join(import.meta.dirname, 'index.ts')}'
      createLogger({ LOG_LEVEL: 'info' }).info('to stderr')
      process.exit(0)`
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
    expect(run.stderr).toContain('"msg":"to stderr"')
    expect(run.stdout).toBe('')
  })
})

describe('redaction', () => {
  it.each([
    'authorization',
    'Authorization',
    'Proxy-Authorization',
    'cookie',
    'set-cookie',
    'password',
    'newPassword',
    'token',
    'access_token',
    'THROUGHLINE_SECRET',
    'clientSecret',
    'apiKey',
    'x-api-key',
    'privateKey',
    'credentials',
  ])('hides %s at any depth', (name) => {
    const { log, written } = logTo()
    log.info(
      { [name]: 'hunter2', a: [{ b: { c: { d: { [name]: ['hunter2', { inner: 'hunter2' }] } } } }] },
      'x',
    )
    log.child({ headers: { [name]: 'hunter2' } }).info('y')
    expect(written.join('')).not.toContain('hunter2')
    expect(written.join('')).toContain('[redacted]')
  })

  it('keeps counts and flags whose names only sound like secrets', () => {
    const { log, last } = logTo()
    const values = { inputTokens: 12, maxTokens: 5, tokenCount: 3, hasPassword: true, key: 'RISK-12' }
    log.info(values)
    expect(last()).toMatchObject(values)
  })

  it('hides what an error carries, in its message, cause and properties', () => {
    const { log, written } = logTo()
    const cause = new Error('connect postgres://app:hunter2@db:5432/x failed')
    const error = Object.assign(new Error('failed', { cause }), {
      config: { headers: { authorization: 'hunter2' } },
    })
    log.error(error, 'Bearer hunter2hunter2 refused')
    log.error({ error }, 'again')
    expect(written.join('')).not.toContain('hunter2')
    expect(written.join('')).toContain('db:5432')
  })

  it('hides secrets inside texts and leaves the rest', () => {
    const token = `tl_${'a1B2'.repeat(10)}xyz`
    expect(redactText(`key ${token} used`)).toBe('key [redacted] used')
    expect(redactText('GET /reset?token=abcdef&page=2')).toBe('GET /reset?token=[redacted]&page=2')
    expect(redactText('smtp://a:p@ss@mail/x to https://example.com/a@b')).toBe(
      'smtp://[redacted]@mail/x to https://example.com/a@b',
    )
    expect(redactText('nothing secret: RISK-12 at 10:30')).toBe('nothing secret: RISK-12 at 10:30')
  })

  it('takes no longer per character for long texts', () => {
    for (const piece of ['a', 'a1_', 'http://a@', '?token', 'bearer ']) {
      const started = performance.now()
      redactText(piece.repeat(200_000))
      expect(performance.now() - started).toBeLessThan(2_000)
    }
  })
})
