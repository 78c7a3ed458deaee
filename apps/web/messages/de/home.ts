import type { English, Translated } from '../texts.ts'

export const home: Translated<English['home']> = {
  recent: 'Neueste Quellen',
  pending: 'Wartet auf Sie',
  registers: 'Register',
  noSources: 'Noch keine Quellen',
  noSourcesText:
    'Fügen Sie die Dokumente hinzu, auf denen Ihre Arbeit beruht. Was darin gefunden wird, erscheint hier und als Vorschlag.',
  addSources: 'Quellen hinzufügen',
  nothingPending: 'Nichts wartet',
  nothingPendingText: 'Neue Vorschläge erscheinen hier, sobald Quellen gelesen werden.',
  all: 'Alle',
  total: '{count, number}{more, select, yes {+} other {}}',
  none: 'noch keine',
}
