import type { English, Translated } from '../texts.ts'

export const files: Translated<English['files']> = {
  title: 'Dateien',
  drop: 'Dateien hier ablegen, um sie an {name} anzuhängen',
  attach: 'Dateien anhängen',
  pick: 'Aus der Bibliothek',
  pickTitle: 'Dateien aus der Bibliothek anhängen',
  find: 'Nach Namen suchen',
  add: 'Anhängen',
  has: 'Angehängt',
  attached: '{name} ist angehängt',
  detach: '{name} abhängen',
  detached: '{name} ist abgehängt und bleibt in der Bibliothek',
  download: '{name} herunterladen',
  none: 'Keine Dateien sind angehängt',
  noneThen: 'Damals waren keine Dateien angehängt',
  noneText:
    'Legen Sie Dateien irgendwo auf dieser Seite ab. Sie kommen in die Bibliothek, werden dort gelesen und sind zu finden.',
  by: 'Angehängt von',
  at: 'Angehängt',
  superseded: 'Es gibt eine neuere Version',
  attachedTo: 'Angehängt an',
  carries: 'Daran angehängt',
}
