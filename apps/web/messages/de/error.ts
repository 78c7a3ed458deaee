import type { English, Translated } from '../texts.ts'

export const error: Translated<English['error']> = {
  title: 'Das konnte nicht geladen werden',
  failed: 'Das hat nicht geklappt',
  unreachable: 'Der Server ist nicht erreichbar. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
  unknown: 'Auf dem Server ist etwas schiefgegangen.',
  conflict:
    'Das wurde inzwischen von jemand anderem geändert. Jetzt ist der neueste Stand zu sehen; ändern Sie noch einmal.',
  notFound: 'Hier ist nichts',
  notFoundText: 'Es wurde vielleicht verschoben oder gelöscht, oder Sie haben keinen Zugang dazu.',
  reference: 'Anfrage {id}',
  goHome: 'Zur Startseite',
  offline:
    'Der Server ist gerade nicht erreichbar. Was Sie sehen, ist vielleicht alt; was Sie schreiben, bleibt.',
}
