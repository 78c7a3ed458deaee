import type { English, Translated } from '../texts.ts'

export const register: Translated<English['register']> = {
  find: 'Suchen',
  filter: 'Filter',
  field: 'Feld',
  condition: 'Bedingung',
  value: 'Wert',
  apply: 'Anwenden',
  removeFilter: 'Filter auf {field} entfernen',
  operators: {
    eq: 'ist',
    gte: 'mindestens',
    lte: 'höchstens',
  },
  columns: 'Spalten',
  create: 'Neu: {one}',
  created: '{key} angelegt',
  emptyTitle: 'Noch keine {many}',
  emptyText: 'Legen Sie den ersten Eintrag an, oder nehmen Sie einen Vorschlag an.',
  noMatchTitle: 'Nichts passt',
  noMatchText: 'Ändern oder leeren Sie Suche und Filter.',
  clear: 'Alle entfernen',
  shown: '{more, select, yes {{count, number} gezeigt, weiter unten mehr} other {{count, number} insgesamt}}',
  unknownTitle: 'Dieses Register gibt es hier nicht',
  unknownText: 'Vielleicht ist dieser Teil im Projekt nicht eingeschaltet.',
  key: 'Kürzel',
  label: 'Titel',
}
