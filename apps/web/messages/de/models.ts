import type { English, Translated } from '../texts.ts'

export const models: Translated<English['models']> = {
  title: 'Suchmodelle',
  lead: 'Die Suche nach Bedeutung vergleicht Vektoren von Stellen, die ein Modell auf diesem Server oder bei einem Anbieter macht. Der Betrieb wählt es mit AI_EMBEDDING_MODEL. Vektoren eines früheren Modells bleiben daneben, bis sie vergessen werden, damit die Rückkehr nichts kostet.',
  readOnly: 'Nur die Verwaltung des Projekts bettet neu ein oder vergisst ein Modell.',
  off: 'Es ist kein Modell gesetzt: Gesucht wird nach Wörtern. Der Betrieb setzt eines mit AI_EMBEDDING_MODEL.',
  none: 'Noch keine Stelle hat Vektoren',
  noneText: 'Stellen bekommen sie, wenn Dateien gelesen werden und ein Modell gesetzt ist.',
  embed: 'Fehlendes einbetten',
  begun: 'Das Einbetten hat begonnen',
  embedding: 'Stellen bekommen ihre Vektoren',
  weighing: 'Es wird herausgefunden, was das Modell sagen darf',
  toJobs: 'Zu den Aufgaben',
  model: 'Modell',
  state: 'Zustand',
  present: 'In Gebrauch',
  filling: 'Bis alle Stellen Vektoren haben, wird nach Wörtern gesucht',
  former: 'Früher',
  embedded: 'Stellen mit Vektoren',
  embeddedOf: '{count, number} von {all, number}',
  embeddedWith: 'Stellen mit Vektoren von {model}',
  weight: 'Zählt neben den Wörtern',
  weightFrom: {
    setting: 'vom Betrieb gesetzt',
    project: 'an den Stellen dieses Projekts herausgefunden',
    general: 'was allgemein von ihm bekannt ist',
  },
  gain: 'Besser als Wörter allein um',
  gainBetween: '{gain} ({low} bis {high})',
  gainFrom: 'nach {count, plural, one {# Satz} other {# Sätzen}} dieses Projekts gefragt, {date}',
  gainUnknown: 'noch nicht herausgefunden',
  forget: 'Vergessen',
  forgetTitle: '{model} vergessen?',
  forgetText:
    'Die Vektoren von {count} Stellen gehen, und was von dem Modell herausgefunden wurde. Um es wieder zu nutzen, werden die Stellen neu eingebettet.',
  forgotten:
    '{count, plural, one {Vektoren von # Stelle sind} other {Vektoren von # Stellen sind}} vergessen',
}
