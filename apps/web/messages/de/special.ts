import type { English, Translated } from '../texts.ts'

export const naming: Translated<English['naming']> = {
  tab: 'Wo es genannt wird',
  mentions: 'Wo es genannt wird',
  none: 'Keine Quelle nennt es',
  noneText: 'Die Quellen wurden gelöscht oder neu gelesen, ohne dass es vorkam.',
  choose: '{name} in {file}',
  place: 'Stelle {number, number} in {file}',
  split: '{count, plural, =0 {Gewähltes} one {# Fund} other {# Funde}} abtrennen',
  splitTitle: 'Von {name} abtrennen',
  splitText:
    'Was in {files} genannt wird, meint etwas anderes. Das gilt auch, wenn die Quellen neu gelesen werden.',
  splitNow: 'Abtrennen',
  name: 'Name des anderen',
  reason: 'Warum',
  candidates: 'Vielleicht dasselbe',
  noCandidates: 'Kein anderer Eintrag ähnelt ihm.',
  merge: 'Es ist dasselbe',
  mergeTitle: '{name} mit {into} zusammenführen',
  mergeText: 'Die Funde bleiben bei ihm, beides lässt sich also wieder trennen.',
  mergeNow: 'Zusammenführen',
  merged: '{name} ist zusammengeführt',
}

export const passages: Translated<English['passages']> = {
  tab: 'Beide Stellen',
  none: 'Die Stellen sind nicht bekannt',
  holds: 'Das gilt',
  neither: 'Keines gilt',
  choose: '{value} gilt',
  chooseThis: 'Das gilt',
  chooseNeither: 'Keines gilt',
  title: 'Klären: {value}',
  text: 'Wahl und Grund bleiben im Verlauf stehen, und die Frage lässt sich wieder öffnen.',
  reason: 'Warum',
  settle: 'Klären',
}

export const topics: Translated<English['topics']> = {
  tab: 'Quellen',
  files: 'Quellen zu diesem Thema',
  none: 'Noch keine Themen',
  noneText: 'Themen werden gefunden, wenn Quellen gelesen werden.',
  noFiles: 'Keine Quelle hat jetzt dieses Thema',
  noFilesText: 'Die Quellen wurden gelöscht oder neu gelesen, ohne dass es vorkam.',
  count:
    '{files, plural, one {# Quelle} other {# Quellen}}, {mentions, plural, one {# Stelle} other {# Stellen}}',
  inLibrary: 'Themen',
  only: 'Thema: {name}',
  remove: 'Alle Quellen zeigen',
}
