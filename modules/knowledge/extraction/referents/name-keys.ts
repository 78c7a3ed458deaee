import { keyOfName, personKey } from '../engine/index.ts'

/** What kind of thing a name names. */
export type ReferentType = 'person' | 'organization' | 'place'

/** What a document says of somebody or something that it names. */
export interface Naming {
  type: ReferentType
  name: string
  role?: string | null
  organization?: string | null
  email?: string | null
  handle?: string | null
}

/** A name as rulings and keys know it: no case, titles, middle initials or legal forms. */
export const nameKeyOf = ({ type, name }: Pick<Naming, 'type' | 'name'>): string =>
  (type === 'person' ? personKey(name) : keyOfName(name)).slice(0, 255)

/**
 * Words by which two namings of one thing find each other: mail address, handle, name, and for persons initial and
 * surname ("j roe"), and each name that stands alone ("roe").
 */
export const matchKeysOf = (naming: Naming): string[] => {
  const name = nameKeyOf(naming)
  const words = name.split(' ').filter(Boolean)
  const keys = [`${naming.type}:${name}`]
  if (naming.type === 'person') {
    if (naming.email) keys.push(`email:${naming.email.toLowerCase()}`)
    if (naming.handle) keys.push(`handle:${naming.handle.replace(/^@/, '').toLowerCase()}`)
    const [first = '', last = ''] = [words[0], words.at(-1)]
    if (words.length > 1) keys.push(`initial:${first.charAt(0)} ${last}`)
    keys.push(...new Set([first, last].map((word) => `alone:${word}`)))
  }
  return [...new Set(keys)]
}
