import type { English, Translated } from '../texts.ts'

export const evidence: Translated<English['evidence']> = {
  title: 'Geänderte Quellen',
  lead: 'Diese Einträge ruhen auf Worten, die eine neuere Fassung ihrer Quelle geändert hat. Wer findet, dass ein Eintrag noch gilt, sagt es; er ruht dann auf den neuen Worten.',
  none: 'Nichts ruht auf geänderten Worten',
  noneText: 'Wo eine neuere Fassung einer Datei Worte ändert, auf denen ein Eintrag ruht, erscheint er hier.',
  confirm: 'Gilt noch',
  confirmKey: '{key} gilt noch',
  holds: '{key} gilt und ruht auf den neuen Worten',
  more: 'Mehr',
  look: 'Was sich in den Quellen geändert hat, nebeneinander',
}
