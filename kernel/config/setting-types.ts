import ipaddr from 'ipaddr.js'
import { z } from 'zod'

// Each type's error message reads "is not … | what to do", split by `mistakeFrom`. The offending value is
// never repeated in it: connection addresses and secrets would end up in logs.
const mistake = (wrong: string, fix: string): string => `${wrong} | ${fix}`

/** Splits a message of a setting type into what is wrong and what to do. */
export function mistakeFrom(message: string): { wrong: string; fix: string } {
  const [wrong = message, fix] = message.split(' | ')
  return { wrong, fix: fix ?? 'See docs/operations.md for what it takes' }
}

/** Plain text of at least one character. */
export const text = () => z.string(mistake('is missing', 'Set it')).min(1, mistake('is empty', 'Set it'))

/** Text that is never shown: at least `minimum` characters. */
export const secretText = (minimum: number) =>
  z
    .string(mistake('is missing', `Set it to at least ${minimum} random characters`))
    .min(
      minimum,
      mistake(
        `is shorter than ${minimum} characters`,
        'Make one with: node -p "crypto.randomBytes(32).toString(\'base64url\')"',
      ),
    )

/** One word out of a list. */
export const oneOf = <const T extends readonly [string, ...string[]]>(words: T) =>
  z.enum(words, mistake(`is none of ${words.join(', ')}`, 'Use one of these words'))

/** A whole number from `minimum` to `maximum`; `unit` is for the message, such as "milliseconds". */
export const amount = (minimum: number, maximum: number, unit = '') => {
  const range = `a whole number from ${minimum} to ${maximum}${unit === '' ? '' : ` (${unit})`}`
  const message = mistake(`is not ${range}`, `Set it to ${range}`)
  return z
    .string(message)
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, message)
}

const byteUnits: Record<string, number> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 }

/** A number of bytes, at least one: digits alone, or with K, M or G (powers of 1024; KB and KiB likewise). */
export const byteSize = () => {
  const message = mistake('is not a size', 'Set it to a number of bytes, or to a size such as 64M or 2G')
  return z
    .string(message)
    .regex(/^[1-9]\d{0,11}\s?(?:[KMG](?:i?B)?)?$/i, message)
    .transform((size) => {
      const unit = /[KMG]/i.exec(size)?.[0].toUpperCase() ?? ''
      return Number.parseInt(size, 10) * (byteUnits[unit] ?? 1)
    })
}

/** An address with one of the schemes, such as `smtp:`. `example` shows what it should look like. */
export const urlOf = (schemes: readonly string[], example: string) => {
  const message = mistake(`is not an address with ${schemes.join(' or ')}`, `It looks like ${example}`)
  return z.string(message).refine((value) => schemes.includes(schemeOf(value)), message)
}

/** Scheme, host and port of a web address; without a path, and the trailing slash taken off. */
export const httpOrigin = () => {
  const message = mistake(
    'is not the address of a site',
    'Set it to scheme, host and port, such as https://throughline.example.com',
  )
  return z
    .string(message)
    .refine((value) => ['http:', 'https:'].includes(schemeOf(value)) && isBareOrigin(new URL(value)), message)
    .transform((value) => new URL(value).origin)
}

/** Networks in CIDR notation, separated by commas; a single address stands for itself. */
export const cidrList = () => {
  const message = mistake(
    'has an entry that is not a network',
    'Separate networks by commas, such as 10.0.0.0/8, 192.168.1.4',
  )
  return z
    .string(message)
    .transform(entries)
    .refine((list) => list.every(isNetwork), message)
}

/** Networks or host names, separated by commas. */
export const reachableHosts = () => {
  const message = mistake(
    'has an entry that is neither a network nor a host name',
    'Separate entries by commas, such as 10.1.0.0/16, hooks.internal',
  )
  const hostName = /^(?=.*[a-z])[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i
  return z
    .string(message)
    .transform(entries)
    .refine((list) => list.every((entry) => isNetwork(entry) || hostName.test(entry)), message)
}

const entries = (list: string): string[] =>
  list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')

const isNetwork = (entry: string): boolean => {
  // The library also reads addresses such as "10.1" or "012.0.0.1", which people and tools read differently.
  const [address = ''] = entry.split('/')
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address)) return false
  return entry.includes('/') ? ipaddr.isValidCIDR(entry) : true
}

const schemeOf = (value: string): string => (URL.canParse(value) ? new URL(value).protocol : '')

const isBareOrigin = (url: URL): boolean =>
  url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
