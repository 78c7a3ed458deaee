import type { English, Translated } from '../texts.ts'

export const work: Translated<English['work']> = {
  jobsText: 'Was im Hintergrund läuft: Dateien lesen, darin finden, für die Suche aufbereiten.',
  noJobs: 'Noch ist nichts gelaufen',
  noJobsText: 'Aufgaben erscheinen hier, sobald Dateien dazukommen.',
  job: 'Aufgabe',
  state: 'Zustand',
  about: 'Betrifft',
  progress: 'Fortschritt',
  begun: 'Begonnen',
  took: 'Dauer',
  tries: 'Versuche',
  states: {
    queued: 'Wartet',
    running: 'Läuft',
    done: 'Fertig',
    failed: 'Gescheitert',
    cancelled: 'Angehalten',
  },
  all: 'Alle',
  cancel: 'Anhalten',
  cancelled: 'Angehalten',
  retry: 'Noch einmal',
  retried: 'Läuft noch einmal',
  replaced: 'inzwischen wiederholt',
  jobs: {
    artifacts_read: 'Datei lesen',
    extraction_extract: 'Im Text finden',
    'search_index-artifact': 'Für die Suche erfassen',
    search_embed: 'Für die Suche einbetten',
  },
  openSource: 'Quelle öffnen',
}
