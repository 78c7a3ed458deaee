import type { English, Translated } from '../texts.ts'

export const trace: Translated<English['trace']> = {
  show: 'Zeigen als',
  list: 'Liste',
  graph: 'Graph',
  depth: 'Wie weit',
  steps: '{count, plural, one {# Schritt} other {# Schritte}}',
  allRelations: 'Alle Beziehungen',
  sure: 'Wie sicher',
  anySure: 'Wie sicher auch immer',
  atLeast: 'Mindestens {percent}',
  picture: 'Als Bild speichern',
  csv: 'Verbindungen als CSV speichern',
  truncated:
    'Es gibt mehr, als gezeigt werden kann. Grenzen Sie nach Beziehung ein, oder gehen Sie weniger Schritte.',
  graphHint:
    'Graph der Herkunft. Pfeiltasten gehen weiter, Enter öffnet, Leertaste klappt auf, Plus und Minus vergrößern und verkleinern, 0 zeigt alles.',
  way: 'Wie das zu {name} führt',
  unfold: 'Aufklappen',
  open: 'Öffnen',
  from: 'Von',
  to: 'Nach',
  passage: 'Stelle',
}
