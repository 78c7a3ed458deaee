import type { English, Translated } from '../texts.ts'

export const line: Translated<English['line']> = {
  title: 'Die Linie',
  show: 'Worauf das beruht und was darauf beruht',
  whole: 'Die ganze Herkunft als Graph öffnen',
  setBy: 'Zuletzt gesetzt von',
  more: '{count, plural, one {und # weiteres} other {und # weitere}}',
}
