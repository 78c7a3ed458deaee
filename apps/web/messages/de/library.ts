import type { English, Translated } from '../texts.ts'

export const library: Translated<English['library']> = {
  upload: 'Hochladen',
  drop: 'Dateien und Ordner hier ablegen',
  emptyTitle: 'Die Bibliothek ist leer',
  emptyText:
    'Legen Sie Dateien oder Ordner irgendwo auf dieser Seite ab, oder wählen Sie sie aus. Text, Personen, Fakten und Themen werden darin gefunden.',
  choose: 'Dateien auswählen',
  noMatch: 'Keine Quelle passt',
  noMatchText: 'Ändern oder leeren Sie die Suche.',
  find: 'Nach Namen suchen',
  uploads: 'Übertragungen',
  clear: 'Fertige ausblenden',
  waiting: 'Wartet',
  duplicate: 'Schon in der Bibliothek',
  failed: 'Fehlgeschlagen',
  done: '{done, number} von {total, number} fertig',
  columns: {
    name: 'Name',
    type: 'Art',
    size: 'Größe',
    state: 'Stand',
    added: 'Hinzugefügt',
    version: 'Version',
  },
  states: {
    pending: 'Wartet',
    processing: 'Wird gelesen',
    processed: 'Gelesen',
    failed: 'Fehlgeschlagen',
  },
  allStates: 'Jeder Stand',
  state: 'Stand',
  shown: '{more, select, yes {{count, number} gezeigt, weiter unten mehr} other {{count, number} insgesamt}}',
}
