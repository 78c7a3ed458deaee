import type { ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Dialog } from '#design-system/dialog.tsx'
import { TextInput } from '#design-system/inputs.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { t } from '../../messages/index.ts'

/** Something to copy that will not be shown again: the secret of a key, the link of an invitation. */
export function ShownOnce(props: {
  title: string
  note: string
  value: string | undefined
  onClose: () => void
}): ReactElement {
  const { value = '' } = props
  const announce = useToast()
  return (
    <Dialog
      open={props.value !== undefined}
      onClose={props.onClose}
      title={props.title}
      closeLabel={t('general.close')}
    >
      <div className="flex flex-col gap-3">
        <Text>{props.note}</Text>
        <div className="flex gap-2">
          <TextInput
            readOnly
            aria-label={props.title}
            value={value}
            onFocus={(event) => event.target.select()}
          />
          <Button
            onClick={() =>
              void navigator.clipboard.writeText(value).then(() => announce(t('settings.copied')))
            }
          >
            {t('settings.copy')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
