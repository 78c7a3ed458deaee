import type { English, Translated } from '../texts.ts'

export const general: Translated<English['general']> = {
  product: 'Throughline',
  skip: 'Zum Inhalt springen',
  close: 'Schließen',
  cancel: 'Abbrechen',
  save: 'Speichern',
  saved: 'Gespeichert',
  create: 'Anlegen',
  remove: 'Entfernen',
  dismiss: 'Ausblenden',
  optional: 'freiwillig',
  loading: 'Wird geladen',
  retry: 'Noch einmal versuchen',
  reload: 'Neu laden',
  none: '–',
  yes: 'Ja',
  no: 'Nein',
  choose: 'Auswählen…',
  someone: 'Jemand',
  confidence: 'zu {percent, number} % sicher',
}
