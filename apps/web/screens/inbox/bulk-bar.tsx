import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { useKeys } from '#design-system/keys.ts'
import { ActionBar } from '#design-system/split-view.tsx'
import { Text } from '#design-system/text.tsx'
import { acceptSuggestions, rejectSuggestions, type Suggestion } from '../../api/suggestions.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { useAct } from '../../frame/use-act.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'

/** What can be done with several suggestions together: all or none, and taken back as one. */
export function BulkBar(props: {
  items: readonly Suggestion[]
  onDone: (change: string, said: string) => Promise<void>
  onClear: () => void
}): ReactElement {
  const project = useProject()
  const { act, busy } = useAct()
  const [rejecting, setRejecting] = useState(false)
  const open = props.items.filter((item) => item.state === 'pending').map(({ id }) => id)
  const count = open.length
  const accept = () =>
    void act(async () => {
      const change = await acceptSuggestions(project, open)
      props.onClear()
      await props.onDone(change, t('inbox.acceptedMany', { count }))
    })
  useKeys({ a: accept, r: () => setRejecting(true), Escape: props.onClear }, !busy && count > 0)
  return (
    <ActionBar>
      <Text strong>{t('inbox.chosen', { count: props.items.length })}</Text>
      {count > 0 ? (
        <>
          <Button look="primary" shortcut="A" busy={busy} onClick={accept}>
            {t('inbox.acceptAll', { count })}
          </Button>
          <Button shortcut="R" disabled={busy} onClick={() => setRejecting(true)}>
            {t('inbox.rejectAll', { count })}
          </Button>
        </>
      ) : null}
      <Button look="quiet" onClick={props.onClear}>
        {t('inbox.chooseNone')}
      </Button>
      <FieldDialog
        open={rejecting}
        onClose={() => setRejecting(false)}
        title={t('inbox.rejectAll', { count })}
        fields={[
          {
            name: 'reason',
            label: t('inbox.reason'),
            type: 'long_text',
            required: true,
            writable: true,
            hint: t('inbox.reasonHint'),
          },
        ]}
        submitLabel={t('inbox.reject')}
        submit={async ({ reason }) => {
          const change = await rejectSuggestions(project, open, String(reason))
          props.onClear()
          await props.onDone(change, t('inbox.rejectedMany', { count }))
        }}
      />
    </ActionBar>
  )
}
