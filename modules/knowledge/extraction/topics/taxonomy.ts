import { isFunctionWord } from '../engine/index.ts'

/** A topic of one file: its phrase, and how often the file names it. */
export interface TopicNaming {
  artifactId: string
  name: string
  mentions: number
}

/** A topic of the project: files by how often they name it, itself alone. */
export interface TopicNode {
  phrase: string
  name: string
  parent: string | undefined
  artifacts: Map<string, number>
}

/** A word that so many phrases share groups them. */
const GROUP = 3
/** Sanderson and Croft, Deriving concept hierarchies from text (SIGIR 1999): x stands above y where P(x|y) is at least this. */
const SUBSUMES = 0.8
const LEAST_FILES = 3

/** A topic's name as it is compared: small letters, no numbering, the last word in the singular, at most five words. */
export const phraseOf = (name: string): string | undefined => {
  const words = name
    .toLowerCase()
    .replace(/^[\d.]+\s+/, '')
    .match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)
  if (!words || words.length > 5 || !words.some((word) => /\p{L}{3}/u.test(word))) return undefined
  const last = words.at(-1) ?? ''
  return [...words.slice(0, -1), last.length > 3 ? last.replace(/(?<![su])s$/, '') : last].join(' ')
}

/**
 * The topics of all files as a hierarchy: a phrase stands under the longest other phrase that it contains, else under
 * a word that several share, else under a topic that nearly all of its files have too. The same input gives the same
 * result; the most widespread phrases stay where there are more than `most`.
 */
export const taxonomyOf = (namings: readonly TopicNaming[], most: number): TopicNode[] => {
  const nodes = widest(gather(namings), most)
  for (const node of nodes.values()) node.parent = containedIn(node.phrase, nodes)
  for (const [word, count] of sharedWords(nodes))
    if (!nodes.has(word) && count >= GROUP)
      nodes.set(word, { phrase: word, name: word, parent: undefined, artifacts: new Map() })
  for (const node of nodes.values()) node.parent = containedIn(node.phrase, nodes)
  const reach = reachOf(nodes)
  for (const node of nodes.values()) node.parent ??= subsuming(node.phrase, nodes, reach)
  return [...nodes.values()]
}

const gather = (namings: readonly TopicNaming[]): Map<string, TopicNode> => {
  const nodes = new Map<string, TopicNode>()
  const sorted = namings.toSorted(
    (a, b) => a.artifactId.localeCompare(b.artifactId) || a.name.localeCompare(b.name, 'en'),
  )
  for (const { artifactId, name, mentions } of sorted) {
    const phrase = phraseOf(name)
    if (!phrase) continue
    const node = nodes.get(phrase) ?? {
      phrase,
      name,
      parent: undefined,
      artifacts: new Map<string, number>(),
    }
    node.artifacts.set(artifactId, (node.artifacts.get(artifactId) ?? 0) + mentions)
    nodes.set(phrase, node)
  }
  return nodes
}

const widest = (nodes: Map<string, TopicNode>, most: number): Map<string, TopicNode> => {
  const weight = ({ artifacts }: TopicNode): number => [...artifacts.values()].reduce((a, b) => a + b, 0)
  const ranked = [...nodes.values()].toSorted(
    (a, b) =>
      b.artifacts.size - a.artifacts.size || weight(b) - weight(a) || a.phrase.localeCompare(b.phrase, 'en'),
  )
  return new Map(ranked.slice(0, most).map((node) => [node.phrase, node]))
}

/** Words of phrases that stand under no other: what stands under one needs no further group. */
const sharedWords = (nodes: ReadonlyMap<string, TopicNode>): [string, number][] => {
  const counts = new Map<string, number>()
  for (const { phrase, parent } of nodes.values()) {
    if (parent !== undefined) continue
    const words = new Set(phrase.split(' ').filter((word) => word.length > 3 && !isFunctionWord(word)))
    if (phrase.includes(' ')) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts].toSorted(([a, n], [b, m]) => m - n || a.localeCompare(b, 'en'))
}

/** The longest phrase that lies in another as whole words; of equally long ones, the more widespread. */
const containedIn = (phrase: string, nodes: ReadonlyMap<string, TopicNode>): string | undefined => {
  const words = phrase.split(' ')
  for (let length = words.length - 1; length > 0; length--) {
    const parts = words
      .slice(0, words.length - length + 1)
      .map((_, from) => words.slice(from, from + length).join(' '))
      .filter((part) => nodes.has(part))
      .toSorted((a, b) => (nodes.get(b)?.artifacts.size ?? 0) - (nodes.get(a)?.artifacts.size ?? 0))
    if (parts[0] !== undefined) return parts[0]
  }
  return undefined
}

/** The files of each topic, those of all that stand under it by their words included. */
const reachOf = (nodes: ReadonlyMap<string, TopicNode>): Map<string, Set<string>> => {
  const reach = new Map([...nodes].map(([phrase, { artifacts }]) => [phrase, new Set(artifacts.keys())]))
  for (const { phrase, artifacts } of nodes.values()) {
    for (let above = nodes.get(phrase)?.parent; above; above = nodes.get(above)?.parent)
      for (const artifact of artifacts.keys()) reach.get(above)?.add(artifact)
  }
  return reach
}

/** The narrowest wider topic that nearly all files of this one have; its own strictly growing reach rules out circles. */
const subsuming = (
  phrase: string,
  nodes: ReadonlyMap<string, TopicNode>,
  reach: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined => {
  const own = reach.get(phrase) ?? new Set<string>()
  if (own.size < LEAST_FILES) return undefined
  return [...nodes.keys()]
    .filter((other) => {
      const wide = reach.get(other) ?? new Set<string>()
      return wide.size > own.size && [...own].filter((each) => wide.has(each)).length / own.size >= SUBSUMES
    })
    .toSorted((a, b) => (reach.get(a)?.size ?? 0) - (reach.get(b)?.size ?? 0) || a.localeCompare(b, 'en'))[0]
}
