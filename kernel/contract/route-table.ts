import { Refusal } from '../module/refusal.ts'

/** What an address leads to, with the values of the parameters in it. */
export interface Found<T> {
  target: T
  params: Record<string, string>
}

interface Node<T> {
  literals: Map<string, Node<T>>
  parameter: Node<T> | undefined
  targets: Map<string, { names: readonly string[]; target: T }[]>
}

const node = <T>(): Node<T> => ({ literals: new Map(), parameter: undefined, targets: new Map() })

const parameter = /^\{(\w+)\}$/

/**
 * Addresses by method and path, arranged once: finding one costs a step for each part of the path, however many there
 * are. A part that is named goes before a parameter, and what was added first before what has the same path.
 */
export class RouteTable<T> {
  readonly #root: Node<T> = node()

  /** @param path such as `orgs/{org}/projects` */
  add(method: string, path: string, target: T): void {
    const names: string[] = []
    let at = this.#root
    for (const part of path.split('/')) {
      const name = parameter.exec(part)?.[1]
      if (name !== undefined) {
        names.push(name)
        at = at.parameter ??= node()
        continue
      }
      const known = at.literals.get(part) ?? node<T>()
      at.literals.set(part, known)
      at = known
    }
    at.targets.set(method, [...(at.targets.get(method) ?? []), { names, target }])
  }

  /**
   * The first target at an address that `fits`.
   * @throws Refusal 400 where the address is not well formed
   */
  find(method: string, path: string, fits: (target: T) => boolean): Found<T> | undefined {
    const parts = path.split('/')
    if (parts.at(-1) === '') parts.pop()
    return walk(this.#root, { method, parts, fits }, 0, [])
  }
}

interface Wanted<T> {
  method: string
  parts: readonly string[]
  fits: (target: T) => boolean
}

const walk = <T>(
  from: Node<T>,
  wanted: Wanted<T>,
  index: number,
  values: readonly string[],
): Found<T> | undefined => {
  const part = wanted.parts[index]
  if (part === undefined) {
    const found = from.targets.get(wanted.method)?.find(({ target }) => wanted.fits(target))
    return found && { target: found.target, params: named(found.names, values) }
  }
  const literal = from.literals.get(part)
  const found = literal && walk(literal, wanted, index + 1, values)
  if (found || !from.parameter || part === '') return found
  return walk(from.parameter, wanted, index + 1, [...values, part])
}

const named = (names: readonly string[], values: readonly string[]): Record<string, string> => {
  const params: Record<string, string> = {}
  for (const [index, name] of names.entries()) params[name] = decoded(values[index] ?? '')
  return params
}

const decoded = (part: string): string => {
  if (!part.includes('%')) return part
  try {
    return decodeURIComponent(part)
  } catch {
    throw new Refusal(400, 'malformed-request', 'The address is not well formed.')
  }
}
