import type { English, Translated } from '../texts.ts'

export const insights: Translated<English['insights']> = {
  title: 'Erkenntnisse',
  lead: 'Risiken, Probleme, Entscheidungen, Aufgaben, Zusagen und Fragen aus allen Quellen, die vertrauenswürdigsten zuerst. Was bewertet wird, ändert das Vertrauen in andere derselben Art.',
  none: 'Keine Erkenntnis passt',
  noneText:
    'Sie werden gefunden, wenn Quellen gelesen werden. Ändern Sie die Filter, oder ergänzen Sie Dokumente.',
  type: 'Art',
  severity: 'Schwere',
  all: { type: 'Alle Arten', severity: 'Jede Schwere' },
  aside: 'Was beiseitegelegt ist',
  trust: 'Vertrauen {percent}',
  rate: 'Wie nützlich?',
  rateOf: 'Wie nützlich: {title}',
  grade: '{grade, plural, =1 {1: gar nicht} =5 {5: sehr} other {#}}',
  rated: 'Bewertet',
  dismiss: 'Beiseitelegen',
  dismissOf: 'Beiseitelegen: {title}',
  dismissed: 'Beiseitegelegt',
  recall: 'Zurückholen',
  recallOf: 'Zurückholen: {title}',
  recalled: 'Zurückgeholt',
  more: 'Mehr',
}
