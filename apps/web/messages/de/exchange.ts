import type { English, Translated } from '../texts.ts'

export const exchange: Translated<English['exchange']> = {
  lead: 'Register als Tabellen hinein und hinaus, das ganze Projekt als ein Archiv.',
  register: 'Register',
  exportTitle: 'Register exportieren',
  importTitle: 'In ein Register importieren',
  format: 'Format',
  csv: 'CSV',
  xlsx: 'Excel',
  json: 'JSON',
  export: 'Exportieren',
  choose: 'Datei wählen',
  dropFile: 'Eine CSV-, Excel- oder JSON-Datei, deren erste Zeile die Felder nennt',
  checking: 'Wird geprüft…',
  ready: '{rows, plural, one {# Zeile ist} other {# Zeilen sind}} bereit zum Import',
  ignored: 'Spalten, die nicht importiert werden: {columns}',
  problems:
    '{count, plural, one {# Zeile kann} other {# Zeilen können}} nicht importiert werden. Es wird nichts geschrieben, bis alle es können.',
  row: 'Zeile',
  field: 'Feld',
  problem: 'Problem',
  import: '{rows, plural, one {# Zeile} other {# Zeilen}} importieren',
  imported: '{count, plural, one {# Eintrag} other {# Einträge}} importiert: {first} bis {last}',
  showAll: 'Register zeigen',
  fields: 'Felder',
  archive: 'Das ganze Projekt',
  archiveText:
    'Ein Archiv mit allen Einträgen, ihrem Verlauf, Verbindungen und Dateien. Daraus wird ein neues Projekt, hier oder in einer anderen Installation.',
  archiveOut: 'Als Archiv sichern',
  archiveIn: 'Neues Projekt aus einem Archiv',
  archiveBusy: 'Das Archiv wird gelesen…',
  archiveMade:
    '{count, plural, one {# Eintrag} other {# Einträge}} und {files, plural, one {# Datei} other {# Dateien}} sind jetzt da.',
  archiveSkipped:
    '{count, plural, one {# Zeile} other {# Zeilen}} von Personen, die hier unbekannt sind, {count, plural, one {wurde} other {wurden}} ausgelassen.',
  archiveOpen: 'Das neue Projekt öffnen',
  template: 'Leere Tabelle mit allen Feldern',
  another: 'Andere Datei',
}
