import type { English, Translated } from '../texts.ts'

export const artifact: Translated<English['artifact']> = {
  text: 'Text',
  found: 'In dieser Quelle gefunden',
  persons: 'Personen',
  facts: 'Fakten',
  topics: 'Themen',
  insights: 'Einsichten',
  download: 'Original',
  retry: 'Noch einmal lesen',
  retried: 'Wird noch einmal gelesen',
  page: 'Seite {page, number}',
  pageShort: 'S. {page, number}',
  processing: 'Diese Quelle wird gelesen. Was gefunden wird, erscheint hier, sobald es bekannt ist.',
  failed: 'Diese Quelle konnte nicht gelesen werden',
  noText: 'In dieser Quelle wurde kein Text gefunden',
  noFindings: 'Nichts dieser Art wurde gefunden',
  places: '{count, plural, one {# Stelle} other {# Stellen}}',
  linked: 'Was darauf beruht',
}
