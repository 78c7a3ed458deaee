import type { ReactElement } from 'react'
import { Dialog } from '#design-system/dialog.tsx'
import { KeyCap } from '#design-system/key-cap.tsx'
import { modKey } from '#design-system/keys.ts'
import { Property, PropertyList } from '#design-system/rows.tsx'
import { t, type TextName } from '../messages/index.ts'

const keys: [caps: string, does: TextName & `frame.keys.${string}`][] = [
  [`${modKey}K`, 'frame.keys.palette'],
  ['/', 'frame.keys.search'],
  ['g h', 'frame.keys.home'],
  ['g l', 'frame.keys.library'],
  ['g i', 'frame.keys.inbox'],
  ['g n', 'frame.keys.notifications'],
  ['j k', 'frame.keys.move'],
  ['Enter', 'frame.keys.open'],
  ['c', 'frame.keys.create'],
  ['a', 'frame.keys.accept'],
  ['r', 'frame.keys.reject'],
  ['e', 'frame.keys.edit'],
  ['u', 'frame.keys.undoDecision'],
  ['x', 'frame.keys.choose'],
  ['n p', 'frame.keys.finding'],
  ['l', 'frame.keys.line'],
  ['F2', 'frame.keys.cell'],
  ['z', 'frame.keys.undo'],
  ['s w', 'frame.keys.sentence'],
  ['m', 'frame.keys.make'],
  ['?', 'frame.keys.list'],
]

/** Every key there is. */
export function ShortcutList(props: { open: boolean; onClose: () => void }): ReactElement {
  return (
    <Dialog {...props} title={t('frame.shortcuts')} closeLabel={t('general.close')}>
      <PropertyList>
        {keys.map(([caps, does]) => (
          <Property
            key={caps}
            name={caps.split(' ').map((cap) => (
              <KeyCap key={cap}>{cap}</KeyCap>
            ))}
          >
            {t(does)}
          </Property>
        ))}
      </PropertyList>
    </Dialog>
  )
}
