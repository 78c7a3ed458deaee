import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressRules, isPublicAddress } from './address-rules.ts'

describe('public addresses', () => {
  it.each(['8.8.8.8', '93.184.216.34', '2606:4700::1111', '2a00:1450:4001:82a::200e'])(
    'include %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  it.each([
    ['loopback', ['127.0.0.1', '127.255.255.254', '::1']],
    ['this host', ['0.0.0.0', '0.1.2.3', '::']],
    [
      'private networks',
      ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fd00:ec2::254', 'fc00::1'],
    ],
    [
      'link-local and metadata',
      ['169.254.169.254', '169.254.0.1', 'fe80::1', '168.63.129.16', '192.0.0.192'],
    ],
    ['carrier-grade NAT', ['100.64.0.1', '100.100.100.200', '100.127.255.255']],
    ['multicast and broadcast', ['224.0.0.1', '239.255.255.250', '255.255.255.255', 'ff02::1']],
    [
      'reserved networks',
      ['192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '240.0.0.1', '2001:db8::1'],
    ],
    [
      'IPv4 inside IPv6',
      [
        '::ffff:127.0.0.1',
        '::ffff:8.8.8.8',
        '::127.0.0.1',
        '64:ff9b::7f00:1',
        '64:ff9b:1::1',
        '2002:7f00:1::',
        '2001:0:1::1',
      ],
    ],
    ['old site-local networks', ['fec0::1']],
    ['what is no address', ['', 'localhost', '999.1.1.1', '8.8.8.8 ']],
  ])('exclude %s', (_, addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([])
  })

  it('exclude every address of the private and loopback networks', () => {
    const octet = fc.integer({ min: 0, max: 255 })
    const inside = fc.oneof(
      fc.tuple(fc.constantFrom('10', '127', '0'), octet, octet, octet),
      fc.tuple(fc.constant('172'), fc.integer({ min: 16, max: 31 }), octet, octet),
      fc.tuple(fc.constantFrom('192.168', '169.254'), octet, octet),
      fc.tuple(fc.constant('100'), fc.integer({ min: 64, max: 127 }), octet, octet),
    )
    fc.assert(fc.property(inside, (parts) => !isPublicAddress(parts.join('.'))))
  })
})

describe('networks that the operator opens', () => {
  const rules = addressRules(['10.1.0.0/16', '192.168.1.4', 'Hooks.internal', 'fd12::/16'])
  const allowed = (address: string): boolean => rules.allows(address, 'any.example')

  it('may be called, and no others', () => {
    expect(['10.1.2.3', '192.168.1.4', 'fd12::1', '8.8.8.8'].filter((address) => !allowed(address))).toEqual(
      [],
    )
    expect(['10.2.0.1', '192.168.1.5', 'fd13::1', '127.0.0.1', '::ffff:10.1.2.3'].filter(allowed)).toEqual([])
  })

  it('hold for a host name, except for metadata', () => {
    expect(rules.allows('10.9.9.9', 'hooks.internal')).toBe(true)
    expect(rules.allows('169.254.169.254', 'hooks.internal')).toBe(false)
    expect(rules.allows('10.9.9.9', 'evil.hooks.internal')).toBe(false)
  })

  it('must be networks', () => {
    expect(() => addressRules(['10.0.0.0/99'])).toThrow()
  })
})
