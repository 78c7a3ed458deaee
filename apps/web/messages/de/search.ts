import type { English, Translated } from '../texts.ts'

export const search: Translated<English['search']> = {
  title: 'Suche',
  placeholder: 'In diesem Projekt alles durchsuchen',
  modes: {
    hybrid: 'Wörter und Bedeutung',
    lexical: 'Wörter',
    semantic: 'Bedeutung',
  },
  mode: 'Wie gesucht wird',
  kind: 'Art',
  allKinds: 'Alles',
  startTitle: 'Alles durchsuchen',
  startText: 'Quellen Stelle für Stelle, und jedes Register. Enter öffnet den ersten Treffer.',
  emptyTitle: 'Nichts gefunden',
  emptyText: 'Nichts passt zu „{q}“. Versuchen Sie andere Wörter, oder suchen Sie nach Bedeutung.',
  took: '{count, plural, one {# Treffer} other {# Treffer}} in {ms, number} ms',
}
