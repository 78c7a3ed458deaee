import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Dialog } from '#design-system/dialog.tsx'
import { Section } from '#design-system/frame.tsx'
import { TextInput } from '#design-system/inputs.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { apiKeysQuery, createApiKey } from '../../api/api-keys.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { formatRelative } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { messages } from '../../messages/index.ts'

const text = messages.settings

/** The API keys of the organization. A new one's secret is shown once. */
export function ApiKeys({ org }: { org: string }): ReactElement {
  const keys = useQuery(apiKeysQuery(org))
  const client = useQueryClient()
  const [naming, setNaming] = useState(false)
  const [secret, setSecret] = useState<string>()
  const when = (value: string | null | undefined) => (value ? formatRelative(value) : text.never)
  return (
    <div className="flex max-w-4xl flex-col px-4 py-4">
      <Section
        title={text.keys}
        actions={
          <Button size="small" icon="plus" onClick={() => setNaming(true)}>
            {text.newKey}
          </Button>
        }
      >
        <QueryView query={keys} loadingLines={3}>
          {(items) =>
            items.length === 0 ? (
              <EmptyNotice icon="key" title={text.noKeys} text={text.noKeysText} />
            ) : (
              <SimpleTable
                label={text.keys}
                headers={[text.name, text.prefix, text.created, text.lastUsed, text.expires]}
                rows={items.map((key) => ({
                  id: key.id,
                  cells: [
                    key.name,
                    <Text key="prefix" look="code">
                      {key.prefix}
                    </Text>,
                    when(key.created_at),
                    when(key.last_used_at),
                    when(key.expires_at),
                  ],
                }))}
              />
            )
          }
        </QueryView>
      </Section>
      <FieldDialog
        open={naming}
        onClose={() => setNaming(false)}
        title={text.keyTitle}
        fields={[{ name: 'name', label: text.keyName, type: 'text', required: true, writable: true }]}
        submitLabel={messages.create}
        submit={async ({ name }) => {
          setSecret(await createApiKey(org, String(name)))
          await client.invalidateQueries({ queryKey: ['organization', org, 'api-keys'] })
        }}
      />
      <SecretDialog secret={secret} onClose={() => setSecret(undefined)} />
    </div>
  )
}

function SecretDialog(props: { secret: string | undefined; onClose: () => void }): ReactElement {
  const { secret = '' } = props
  const announce = useToast()
  return (
    <Dialog open={props.secret !== undefined} onClose={props.onClose} title={text.keyMade} closeLabel={messages.close}>
      <div className="flex flex-col gap-3">
        <Text>{text.keyOnce}</Text>
        <div className="flex gap-2">
          <TextInput readOnly aria-label={text.keyMade} value={secret} onFocus={(event) => event.target.select()} />
          <Button onClick={() => void navigator.clipboard.writeText(secret).then(() => announce(text.copied))}>
            {text.copy}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
