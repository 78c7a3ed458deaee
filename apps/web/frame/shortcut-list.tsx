import type { ReactElement } from 'react'
import { Dialog } from '#design-system/dialog.tsx'
import { KeyCap } from '#design-system/key-cap.tsx'
import { Property, PropertyList } from '#design-system/rows.tsx'
import { messages } from '../messages/index.ts'

/** Every key there is. */
export function ShortcutList(props: { open: boolean; onClose: () => void }): ReactElement {
  return (
    <Dialog {...props} title={messages.frame.shortcuts} closeLabel={messages.close}>
      <PropertyList>
        {messages.frame.keys.map(([keys, does]) => (
          <Property
            key={keys}
            name={keys.split(' ').map((cap) => (
              <KeyCap key={cap}>{cap}</KeyCap>
            ))}
          >
            {does}
          </Property>
        ))}
      </PropertyList>
    </Dialog>
  )
}
