import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6

/**
 * Finds the client behind the proxies that the operator trusts.
 * @param trustedProxies networks as CIDR text or single addresses
 * @throws Error when an entry is no network
 */
export const clientAddressOf = (trustedProxies: readonly string[]) => {
  const networks = trustedProxies.map((each) =>
    each.includes('/') ? ipaddr.parseCIDR(each) : hostOnly(ipaddr.process(each)),
  )
  const trusted = (address: Address): boolean =>
    networks.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits))

  /**
   * @param peer address of the other end of the connection; without it nothing that headers say is believed
   * @returns the address in its normal spelling, or null where it is unknown
   */
  return (peer: string | undefined, headers: Pick<Headers, 'get'>): string | null => {
    let client = parse(peer)
    if (!client) return null
    // from the nearest proxy outwards: each trusted hop vouches for the one before it
    for (const hop of (headers.get('x-forwarded-for') ?? '').split(',').toReversed()) {
      if (!trusted(client)) break
      const next = parse(hop.trim())
      if (!next) break
      client = next
    }
    return client.toString()
  }
}

/** The part of an address that stands for one client: a whole IPv4 address, or the /64 that a subscriber holds. */
export const clientNetwork = (address: string | null): string => {
  const parsed = parse(address ?? undefined)
  if (!parsed) return 'unknown'
  return parsed instanceof ipaddr.IPv6
    ? `${parsed.toNormalizedString().split(':').slice(0, 4).join(':')}::/64`
    : parsed.toString()
}

const parse = (text: string | undefined): Address | undefined =>
  text && ipaddr.isValid(text) ? ipaddr.process(text) : undefined

const hostOnly = (address: Address): [Address, number] => [address, address.kind() === 'ipv4' ? 32 : 128]
