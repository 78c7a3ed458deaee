import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { AddressRules } from './address-rules.ts'
import { OutboundError } from './outbound-error.ts'

/** Finds the addresses of a host name, as the system's resolver does. */
export type ResolveHost = (hostName: string) => Promise<readonly string[]>

/** An address that was checked: connections go to `addresses` and to nowhere else. */
export interface SafeTarget {
  readonly url: URL
  readonly addresses: readonly [string, ...string[]]
}

/** Asks the system's resolver, which knows DNS and the hosts file. */
export const resolveBySystem: ResolveHost = async (hostName) =>
  (await lookup(hostName, { all: true, verbatim: true })).map((found) => found.address)

/**
 * Reads an address that a user gave, or that an answer leads to.
 * @param base the address that a relative one belongs to
 * @throws OutboundError `url-invalid`; `address-refused` for an IPv4 address in another notation than four
 *   decimal numbers (`2130706433`, `0177.0.0.1`), which exists only to slip through checks
 */
export function parseTarget(written: string, base?: URL): URL {
  if (!URL.canParse(written, base)) throw new OutboundError('url-invalid')
  const url = new URL(written, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new OutboundError('url-invalid')
  if (url.username !== '' || url.password !== '' || url.hostname === '')
    throw new OutboundError('url-invalid')
  const inherited = base !== undefined && url.host === base.host
  if (isIP(url.hostname) === 4 && !inherited && !written.includes(url.hostname)) {
    throw new OutboundError('address-refused')
  }
  return url
}

/**
 * Resolves the host once and checks every address found. One that is refused refuses all: a name that is
 * partly inside has no good reason.
 * @throws OutboundError `host-unknown`, `address-refused`
 */
export async function checkTarget(
  url: URL,
  rules: AddressRules,
  resolveHost: ResolveHost,
): Promise<SafeTarget> {
  const hostName = url.hostname.replaceAll(/^\[|\]$/g, '').replace(/\.$/, '')
  const [first, ...rest] = isIP(hostName) === 0 ? await addressesOf(hostName, resolveHost) : [hostName]
  if (first === undefined) throw new OutboundError('host-unknown')
  const addresses = [first, ...rest] as const
  if (!addresses.every((address) => rules.allows(address, hostName)))
    throw new OutboundError('address-refused')
  return { url, addresses }
}

async function addressesOf(hostName: string, resolveHost: ResolveHost): Promise<readonly string[]> {
  try {
    return await resolveHost(hostName)
  } catch (error) {
    throw new OutboundError('host-unknown', error)
  }
}
