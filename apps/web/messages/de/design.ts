import type { English, Translated } from '../texts.ts'

export const design: Translated<English['design']> = {
  columnMenu: '{column}: Spalte',
  sortUp: 'Aufsteigend sortieren',
  sortDown: 'Absteigend sortieren',
  unsort: 'Nicht sortieren',
  pin: 'Links anheften',
  unpin: 'Lösen',
  wider: 'Breiter',
  narrower: 'Schmaler',
  moveLeft: 'Nach links',
  moveRight: 'Nach rechts',
  hideColumn: 'Ausblenden',
  group: 'Danach gruppieren',
  ungroup: 'Nicht gruppieren',
  selectAll: 'Alle gezeigten auswählen',
  selectRow: 'Auswählen',
  asTable: 'Als Tabelle zeigen',
  asChart: 'Als Diagramm zeigen',
  moved: '{name} nach {place} verschoben',
  grabbed: '{name} aufgenommen. Links und Rechts wählen das Ziel, Leertaste legt ab, Escape legt zurück.',
  released: 'Zurückgelegt',
  boardHint:
    'Enter öffnet, Leertaste nimmt die Karte auf, Links und Rechts wählen das Ziel, Leertaste legt ab.',
}
