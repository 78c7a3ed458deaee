import { Buffer } from 'node:buffer'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createVault, VaultError, type Sealed } from './index.ts'

const secret = 'present-master-secret-0123456789abcdef'
const formerSecret = 'former-master-secret-0123456789abcdef'
const vault = createVault(secret)
const context = 'credentials/7/secret'

const failure = (action: () => unknown): string => {
  try {
    action()
  } catch (error) {
    if (error instanceof VaultError) return error.code
    throw error
  }
  return 'opened'
}

describe('sealing', () => {
  it('gives back any bytes to the organization and context that they were sealed for', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), fc.string(), (plain, orgId, where) => {
        expect(vault.open(orgId, vault.seal(orgId, plain, where), where)).toEqual(Buffer.from(plain))
      }),
    )
  })

  it('keeps text beyond ASCII', () => {
    expect(vault.openText('a', vault.seal('a', 'pässwörd 🔑', context), context)).toBe('pässwörd 🔑')
  })

  it('never gives the same ciphertext twice', () => {
    const [one, two] = [vault.seal('a', 'same', context), vault.seal('a', 'same', context)]
    expect(one.ciphertext).not.toBe(two.ciphertext)
    expect(one.wrappedKey).not.toBe(two.wrappedKey)
  })

  it('does not open for another organization or context', () => {
    const sealed = vault.seal('a', 'secret', context)
    expect(failure(() => vault.open('b', sealed, context))).toBe('cannot-open')
    expect(failure(() => vault.open('a', sealed, 'credentials/8/secret'))).toBe('cannot-open')
  })

  it('does not let organization and context run into each other', () => {
    const sealed = vault.seal('ab', 'secret', 'c')
    expect(failure(() => vault.open('a', sealed, 'bc'))).toBe('cannot-open')
  })

  it('does not open when any bit was changed', () => {
    const sealed = vault.seal('a', 'a secret of some length', context)
    const part = fc.constantFrom('ciphertext' as const, 'wrappedKey' as const)
    fc.assert(
      fc.property(part, fc.nat(), fc.integer({ min: 0, max: 7 }), (name, at, bit) => {
        const bytes = Buffer.from(sealed[name], 'base64url')
        const place = at % bytes.length
        bytes.writeUInt8(bytes.readUInt8(place) ^ (1 << bit), place)
        const altered: Sealed = { ...sealed, [name]: bytes.toString('base64url') }
        expect(failure(() => vault.open('a', altered, context))).toBe('cannot-open')
      }),
    )
    expect(failure(() => vault.open('a', { ...sealed, ciphertext: '' }, context))).toBe('cannot-open')
    expect(failure(() => vault.open('a', { ...sealed, wrappedKey: 'AQ' }, context))).toBe('cannot-open')
  })

  it('still opens what an earlier release sealed', () => {
    const stored: Sealed = {
      ciphertext: 'AflJvJQrNm6dJirIoMEcjyr3Dgl3eT6BOCsgS93BFooR3vId8uFUb5LKNQ',
      wrappedKey: 'AcU7qIMeg7JCmhgi26z_EDnNI3ClIKF5wp2PoDX-xZN56mPUUMHUCniK5rXvpP9rseRjE1nPVtJMQEfi3w',
      keyId: 'm1_CM05OuoyHCYb',
    }
    expect(vault.openText('a', stored, context)).toBe('kept for years')
  })

  it('refuses a short master secret', () => {
    expect(() => createVault('short')).toThrow(TypeError)
  })
})

describe('rotation of the master secret', () => {
  const old = createVault(formerSecret).seal('a', 'kept', context)
  const rotating = createVault(secret, [formerSecret])

  it('opens and rewraps old values without touching their content', () => {
    expect(rotating.openText('a', old, context)).toBe('kept')
    expect(rotating.isCurrent(old)).toBe(false)
    const rewrapped = rotating.rewrap('a', old)
    expect(rewrapped.ciphertext).toBe(old.ciphertext)
    expect(rotating.isCurrent(rewrapped)).toBe(true)
    expect(vault.openText('a', rewrapped, context)).toBe('kept')
  })

  it('says which kind of failure it is when the former secret is gone', () => {
    expect(failure(() => vault.open('a', old, context))).toBe('unknown-key')
    expect(failure(() => vault.rewrap('a', old))).toBe('unknown-key')
  })

  it('does not rewrap for another organization', () => {
    expect(failure(() => rotating.rewrap('b', old))).toBe('cannot-open')
  })
})

describe('keyed digests', () => {
  it('differ by purpose, value and secret, and are stable', () => {
    const macs = [
      vault.hmac('session', 'x'),
      vault.hmac('webhook', 'x'),
      vault.hmac('session', 'y'),
      createVault(formerSecret).hmac('session', 'x'),
    ]
    expect(new Set(macs).size).toBe(4)
    expect(createVault(secret).hmac('session', 'x')).toBe(macs[0])
  })

  it('are verified under the former secret while rotating', () => {
    const mac = createVault(formerSecret).hmac('session', 'x')
    expect(vault.verifyHmac('session', 'x', mac)).toBe(false)
    expect(createVault(secret, [formerSecret]).verifyHmac('session', 'x', mac)).toBe(true)
    expect(createVault(secret, [formerSecret]).verifyHmac('session', 'y', mac)).toBe(false)
  })
})
