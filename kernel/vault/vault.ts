import { createHmac, randomBytes } from 'node:crypto'
import { boundTo, decrypt, encrypt } from './cipher.ts'
import { masterKey, type MasterKey } from './master-key.ts'
import { sameText } from './token.ts'
import { VaultError } from './vault-error.ts'

/** A sealed value, as it is stored. `ciphertext` and `wrappedKey` are base64url. */
export interface Sealed {
  readonly ciphertext: string
  readonly wrappedKey: string
  /** Tells which master secret wrapped the key. */
  readonly keyId: string
}

/** Seals values for organizations, and makes keyed digests. */
export interface Vault {
  /** The id under which new values are sealed. */
  readonly keyId: string
  /**
   * Seals a value with a key of its own. It opens only for the same organization and the same context,
   * such as `credentials/<id>/secret`, so that rows cannot be swapped.
   */
  seal(orgId: string, plain: string | Uint8Array, context: string): Sealed
  /** @throws VaultError */
  open(orgId: string, sealed: Sealed, context: string): Buffer
  /** `open`, as UTF-8 text. @throws VaultError */
  openText(orgId: string, sealed: Sealed, context: string): string
  /** Whether the value is wrapped by the present secret; if not, `rewrap` it. */
  isCurrent(sealed: Sealed): boolean
  /** Wraps the value's key anew with the present secret; the content is not touched. @throws VaultError */
  rewrap(orgId: string, sealed: Sealed): Sealed
  /** HMAC-SHA256 as base64url, under a key of its own for each purpose. */
  hmac(purpose: string, value: string | Uint8Array): string
  /** Whether `mac` is right under the present secret or a former one, in constant time. */
  verifyHmac(purpose: string, value: string | Uint8Array, mac: string): boolean
}

/**
 * Envelope encryption: each value has a random data key (AES-256-GCM), which is wrapped by a key derived
 * for the organization from the master secret. A new master secret needs the small wrapped keys done
 * again, not the contents.
 * @param secret the present master secret, at least 32 characters
 * @param former secrets that old values may still be wrapped with
 */
export function createVault(secret: string, former: readonly string[] = []): Vault {
  const present = masterKey(secret)
  const masters = [present, ...former.map(masterKey)]

  const unwrap = (orgId: string, sealed: Sealed): Buffer => {
    const master = masters.find((each) => each.id === sealed.keyId)
    if (master === undefined) throw new VaultError('unknown-key')
    return decrypt(wrappingKey(master, orgId), fromText(sealed.wrappedKey), boundTo(orgId, master.id))
  }
  const wrap = (orgId: string, dataKey: Uint8Array): Pick<Sealed, 'wrappedKey' | 'keyId'> => ({
    wrappedKey: toText(encrypt(wrappingKey(present, orgId), dataKey, boundTo(orgId, present.id))),
    keyId: present.id,
  })
  const open = (orgId: string, sealed: Sealed, context: string): Buffer =>
    decrypt(unwrap(orgId, sealed), fromText(sealed.ciphertext), boundTo(orgId, context))

  return {
    keyId: present.id,
    seal: (orgId, plain, context) => {
      const dataKey = randomBytes(32)
      const ciphertext = toText(encrypt(dataKey, bytesOf(plain), boundTo(orgId, context)))
      return { ciphertext, ...wrap(orgId, dataKey) }
    },
    open,
    openText: (orgId, sealed, context) => open(orgId, sealed, context).toString('utf8'),
    isCurrent: (sealed) => sealed.keyId === present.id,
    rewrap: (orgId, sealed) => ({ ciphertext: sealed.ciphertext, ...wrap(orgId, unwrap(orgId, sealed)) }),
    hmac: (purpose, value) => digest(present, purpose, value),
    verifyHmac: (purpose, value, mac) =>
      masters.filter((master) => sameText(digest(master, purpose, value), mac)).length > 0,
  }
}

const wrappingKey = (master: MasterKey, orgId: string): Buffer => master.derive('organization', orgId)

const digest = (master: MasterKey, purpose: string, value: string | Uint8Array): string =>
  createHmac('sha256', master.derive('hmac', purpose)).update(value).digest('base64url')

const bytesOf = (plain: string | Uint8Array): Uint8Array =>
  typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain

const toText = (bytes: Buffer): string => bytes.toString('base64url')
const fromText = (text: string): Buffer => Buffer.from(text, 'base64url')
