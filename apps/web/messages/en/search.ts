export const search = {
  title: 'Search',
  placeholder: 'Search everything in this project',
  modes: {
    hybrid: 'Words and meaning',
    lexical: 'Words',
    semantic: 'Meaning',
  },
  mode: 'How to search',
  kind: 'Kind',
  allKinds: 'Everything',
  startTitle: 'Search everything',
  startText: 'Sources passage by passage, and every register. Enter opens the first result.',
  emptyTitle: 'Nothing found',
  emptyText: 'Nothing matches “{q}”. Try other words, or search by meaning.',
  took: '{count, plural, one {# result} other {# results}} in {ms, number} ms',
} as const
