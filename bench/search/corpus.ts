import { mulberry32 } from '#modules/knowledge/search/evaluation/bootstrap.ts'

/** A passage or a query with what an embedding model would make of it. */
export interface MadeText {
  text: string
  /** as pgvector reads it; whole numbers, since only the direction counts */
  vector: string
}

/** Texts that are made, not written: the same each time. */
export interface Corpus {
  /** a passage of a record that is about this topic */
  passage(topic: number, record: readonly number[]): MadeText
  /** a question of 2 to 6 words about a topic */
  query(topic: number): MadeText
  /** what the vectors of the passages of one record have in common */
  record(): readonly number[]
  /** a number from 0 up to, and not including, `below` */
  upTo(below: number): number
}

/** How large what it makes is. */
export interface CorpusSize {
  /** of a vector */
  dimensions: number
  /** of a passage; 140 are about 1,000 characters */
  words: number
}

/** Topics of the corpus. */
export const topicCount = 400

const vocabulary = 30_000
const wordsPerTopic = 60
const syllables = 'ba ce di fo gu ka le mi no pu ra se ti vo zu sta tre pli mon ker'.split(' ')

/** The most frequent words of English texts, which full-text search leaves out. */
const stopWords =
  'the of and to a in is that it was for as with on be at by i this had not are but from or have an they which you were all her she there would their we him been has when who will no if out so what up some other into more only its about then can my do any than over'.split(
    ' ',
  )

/** Words by rank; beyond the stop words, one that no two numbers share and that stemming mostly leaves alone. */
const wordAt = (rank: number): string => {
  const stop = stopWords[rank]
  if (stop !== undefined) return stop
  const parts: string[] = []
  for (let rest = rank + syllables.length; rest > 0; rest = Math.floor(rest / syllables.length))
    parts.push(syllables[rest % syllables.length] ?? '')
  return parts.join('')
}

/**
 * Words are drawn as Zipf found them in texts (frequency falls with the rank), two in five from the words of the topic.
 * Vectors lie as those of embedding models do: all lean to one side, topics are clusters, records are clusters in them.
 */
export const createCorpus = ({ dimensions, words }: CorpusSize): Corpus => {
  const random = mulberry32(20_260_101)
  const upTo = (below: number): number => Math.floor(random() * below)
  // rank of a word: the inverse of Zipf's distribution function, with exponent 1
  const zipf = (): string => wordAt(Math.floor(vocabulary ** random()) - 1)
  // the sum of four even numbers is close enough to a normal one, and four times as fast
  const spread = (): number => (random() + random() + random() + random() - 2) * 1.732
  const direction = (): number[] => Array.from({ length: dimensions }, spread)
  const lean = direction()
  const topics = Array.from({ length: topicCount }, () => ({
    center: direction().map((value, at) => value + 0.7 * (lean[at] ?? 0)),
    words: Array.from({ length: wordsPerTopic }, () => wordAt(200 + upTo(vocabulary - 200))),
  }))
  const text = (topic: number, length: number, shareOfTopic: number): string => {
    const own = topics[topic]?.words ?? []
    return Array.from({ length }, () =>
      random() < shareOfTopic ? (own[upTo(own.length)] ?? '') : zipf(),
    ).join(' ')
  }
  const vector = (topic: number, record: readonly number[], noise: number): string => {
    const center = topics[topic]?.center ?? lean
    return `[${center.map((value, at) => Math.round(100 * (value + 0.5 * (record[at] ?? 0) + noise * spread()))).join(',')}]`
  }
  return {
    upTo,
    record: direction,
    passage: (topic, record) => ({ text: text(topic, words, 0.4), vector: vector(topic, record, 0.6) }),
    query: (topic) => ({
      text: text(topic, 2 + upTo(5), 0.6),
      vector: vector(topic, direction(), 0.6),
    }),
  }
}
