import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  ConfigError,
  defineSlice,
  kernelSlices,
  loadConfig,
  storageUrl,
  text,
  type Environment,
} from './index.ts'

const mistakesOf = (env: Environment): ConfigError => {
  try {
    loadConfig(kernelSlices, env)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('The configuration was accepted.')
}

describe('loading the configuration', () => {
  it('needs no variable at all', () => {
    const { config, warnings } = loadConfig(kernelSlices, { PATH: '/bin' })
    expect(config.PORT).toBe(4680)
    expect(config.HOST).toBe('127.0.0.1')
    expect(config.THROUGHLINE_DATA).toBe('./.throughline')
    expect(config.DATABASE_URL).toBeUndefined()
    expect(config.TRUSTED_PROXIES).toEqual([])
    expect(config.UPLOAD_MAX_BYTES).toBe(512 * 2 ** 20)
    expect(warnings).toEqual([])
  })

  it('reads every kind of value into its type', () => {
    const { config } = loadConfig(kernelSlices, {
      PORT: ' 80 ',
      PUBLIC_URL: 'https://Throughline.example.com/',
      TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      READER_TIMEOUT_MS: '5000',
      REQUEST_MAX_BYTES: '2MiB',
      OUTBOUND_ALLOW_PRIVATE: 'hooks.internal,10.1.0.0/16',
    })
    expect(config.PORT).toBe(80)
    expect(config.PUBLIC_URL).toBe('https://throughline.example.com')
    expect(config.TRUSTED_PROXIES).toEqual(['10.0.0.0/8', '::1'])
    expect(config.REQUEST_MAX_BYTES).toBe(2 * 2 ** 20)
    expect(config.OUTBOUND_ALLOW_PRIVATE).toEqual(['hooks.internal', '10.1.0.0/16'])
  })

  it('takes an empty variable for an absent one', () => {
    expect(loadConfig(kernelSlices, { PORT: '', DATABASE_URL: '  ' }).config.PORT).toBe(4680)
  })

  it('reports all mistakes at once, between variables too', () => {
    const error = mistakesOf({
      PORT: 'eighty',
      LOG_LEVEL: 'loud',
      TRUSTED_PROXIES: '10.0.0.0/8,office',
      UPLOAD_MAX_BYTES: '-1',
      DATABASE_URL: 'postgres://app:hunter2@db/throughline',
      SMTP_URL: 'mail.example.com',
    })
    expect(error.mistakes.map((each) => each.variable).toSorted()).toEqual([
      'LOG_LEVEL',
      'PORT',
      'SMTP_URL',
      'THROUGHLINE_SECRET',
      'TRUSTED_PROXIES',
      'UPLOAD_MAX_BYTES',
    ])
    expect(error.message).toContain(
      '  PORT is not a whole number from 0 to 65535. Set it to a whole number from 0 to 65535.',
    )
    expect(error.message).toMatch(/^The configuration has 6 mistakes:\n( {2}[A-Z_]+ (is|has) [^\n]+\n?){6}$/)
  })

  it('never repeats a wrong value, which may be a secret', () => {
    const error = mistakesOf({ DATABASE_URL: 'mysql://app:hunter2@db/x', THROUGHLINE_SECRET: 'short-secret' })
    expect(error.message).not.toContain('hunter2')
    expect(error.message).not.toContain('short-secret')
    expect(error.mistakes).toHaveLength(2)
  })

  it.each(['012.0.0.1', '10.1', '10.0.0.0/33', '2130706433', 'fe80::1%eth0/129'])(
    'refuses %s as a network',
    (network) => {
      expect(mistakesOf({ TRUSTED_PROXIES: network }).mistakes[0]?.variable).toBe('TRUSTED_PROXIES')
    },
  )

  it('warns of unknown variables of its own, with the name that was probably meant', () => {
    const { warnings } = loadConfig(kernelSlices, {
      THROUGHLINE_DATTA: '/x',
      THROUGHLINE_COLOR_SCHEME: 'red',
      OTHER: '1',
    })
    expect(warnings).toEqual([
      'THROUGHLINE_DATTA is not a setting and is ignored. Did you mean THROUGHLINE_DATA?',
      'THROUGHLINE_COLOR_SCHEME is not a setting and is ignored.',
    ])
  })

  it('refuses two slices that declare the same variable', () => {
    const again = defineSlice('Again', { PORT: text() })
    expect(() => loadConfig([...kernelSlices, again], {})).toThrow('Two slices declare PORT')
  })

  it('types a module’s slice along with the kernel’s', () => {
    const model = defineSlice('Model', { AI_MODEL: z.string().prefault('offline') })
    const { config } = loadConfig([...kernelSlices, model], {})
    const name: string = config.AI_MODEL
    expect(name).toBe('offline')
    expect(() => defineSlice('Bad', { aiModel: text() })).toThrow(TypeError)
  })

  it('keeps files in the data folder unless told otherwise', () => {
    expect(storageUrl({ THROUGHLINE_DATA: '/var/lib/tl' })).toBe('file:///var/lib/tl/blobs')
    expect(storageUrl({ THROUGHLINE_DATA: '/var/lib/tl', STORAGE_URL: 's3://files' })).toBe('s3://files')
  })
})
