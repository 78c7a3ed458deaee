import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6

/** Says which addresses may be called. */
export interface AddressRules {
  /** @param hostName as written in the address that is called, lower case */
  allows(address: string, hostName: string): boolean
}

// Answers metadata of virtual machines, although it lies in a public network (Azure's "WireServer").
const publicMetadata = new Set(['168.63.129.16'])
// RFC 4291: only this eighth of the addresses is in public use; mapped and translated ones lie outside.
const publicIPv6 = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Whether an address belongs to the public internet: not loopback, private, link-local (where clouds answer
 * with credentials), carrier-grade NAT, multicast, reserved, nor IPv4 hidden inside IPv6.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || publicMetadata.has(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  return parsed instanceof ipaddr.IPv4 || parsed.match(publicIPv6)
}

// What a host name in the list opens: networks of one's own, never the link-local one with its metadata.
const ownRanges = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat'])

/**
 * Public addresses, and those that the operator opens: networks in CIDR notation, single addresses, or host
 * names, which may then lead to private addresses.
 * @throws Error when a network is not one
 */
export function addressRules(allowPrivate: readonly string[]): AddressRules {
  const networks = allowPrivate.filter(isNetwork).map(parseNetwork)
  const hosts = new Set(allowPrivate.filter((entry) => !isNetwork(entry)).map((entry) => entry.toLowerCase()))
  return {
    allows: (address, hostName) => {
      if (isPublicAddress(address)) return true
      if (!ipaddr.isValid(address)) return false
      const parsed = ipaddr.parse(address)
      if (networks.some((network) => lies(parsed, network))) return true
      return hosts.has(hostName) && ownRanges.has(parsed.range())
    },
  }
}

const isNetwork = (entry: string): boolean => ipaddr.isValid(entry) || entry.includes('/')

const parseNetwork = (entry: string): [Address, number] => {
  if (entry.includes('/')) return ipaddr.parseCIDR(entry)
  const address = ipaddr.parse(entry)
  return [address, address instanceof ipaddr.IPv4 ? 32 : 128]
}

const lies = (address: Address, [network, bits]: [Address, number]): boolean =>
  address.kind() === network.kind() && address.match(network, bits)
