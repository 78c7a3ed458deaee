import type { Words } from '#design-system/words.tsx'
import { t } from './translate.ts'

/** What the components of the design system say by themselves, in the reader's language. */
export const designWords = (): Words => ({
  columnMenu: (column) => t('design.columnMenu', { column }),
  sortUp: t('design.sortUp'),
  sortDown: t('design.sortDown'),
  unsort: t('design.unsort'),
  pin: t('design.pin'),
  unpin: t('design.unpin'),
  wider: t('design.wider'),
  narrower: t('design.narrower'),
  moveLeft: t('design.moveLeft'),
  moveRight: t('design.moveRight'),
  hideColumn: t('design.hideColumn'),
  group: t('design.group'),
  ungroup: t('design.ungroup'),
  selectAll: t('design.selectAll'),
  selectRow: t('design.selectRow'),
  groupCount: String,
  asTable: t('design.asTable'),
  asChart: t('design.asChart'),
  moved: (name, place) => t('design.moved', { name, place }),
  grabbed: (name) => t('design.grabbed', { name }),
  released: t('design.released'),
  boardHint: t('design.boardHint'),
})
