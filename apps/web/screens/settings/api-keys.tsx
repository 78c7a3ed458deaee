import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { apiKeysQuery, createApiKey, revokeApiKey } from '../../api/api-keys.ts'
import type { FieldInfo } from '../../api/kinds.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { formatRelative, formatWord } from '../../entities/formats.ts'
import { explain, QueryView } from '../../frame/query-view.tsx'
import { t } from '../../messages/index.ts'
import { ShownOnce } from './shown-once.tsx'

const keyFields = (): FieldInfo[] => [
  { name: 'name', label: t('settings.keyName'), type: 'text', required: true, writable: true },
  {
    name: 'access',
    label: t('settings.access'),
    type: 'enum',
    options: ['read', 'write', 'admin'],
    required: true,
    writable: true,
    explanation: t('settings.accessHint'),
  },
]

/** Each access includes the one below it. */
const scopesOf = (access: string): string[] =>
  access === 'admin' ? ['read', 'write', 'admin'] : access === 'write' ? ['read', 'write'] : ['read']

/** The API keys of the organization. A new one's secret is shown once. */
export function ApiKeys({ org }: { org: string }): ReactElement {
  const keys = useQuery(apiKeysQuery(org))
  const client = useQueryClient()
  const [naming, setNaming] = useState(false)
  const [secret, setSecret] = useState<string>()
  const announce = useToast()
  const refresh = () => client.invalidateQueries({ queryKey: ['organization', org, 'api-keys'] })
  const revoke = async (id: string): Promise<void> => {
    try {
      await revokeApiKey(org, id)
      announce(t('settings.revoked'))
      await refresh()
    } catch (cause) {
      announce(t('error.failed'), { tone: 'bad', detail: explain(cause).text })
    }
  }
  const when = (value: string | null | undefined) => (value ? formatRelative(value) : t('settings.never'))
  return (
    <div className="flex max-w-4xl flex-col px-4 py-4">
      <Section
        title={t('settings.keys')}
        actions={
          <Button size="small" icon="plus" onClick={() => setNaming(true)}>
            {t('settings.newKey')}
          </Button>
        }
      >
        <QueryView query={keys} loadingLines={3}>
          {(items) =>
            items.length === 0 ? (
              <EmptyNotice icon="key" title={t('settings.noKeys')} text={t('settings.noKeysText')} />
            ) : (
              <SimpleTable
                label={t('settings.keys')}
                headers={[
                  t('settings.name'),
                  t('settings.prefix'),
                  t('settings.access'),
                  t('settings.created'),
                  t('settings.lastUsed'),
                  t('settings.expires'),
                  '',
                ]}
                rows={items.map((key) => ({
                  id: key.id,
                  cells: [
                    key.name,
                    <Text key="prefix" look="code">
                      {key.prefix}
                    </Text>,
                    (key.scopes ?? []).map(formatWord).join(', '),
                    when(key.created_at),
                    when(key.last_used_at),
                    when(key.expires_at),
                    <Button key="revoke" size="small" look="quiet" onClick={() => void revoke(key.id)}>
                      {t('settings.revoke')}
                    </Button>,
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
        title={t('settings.keyTitle')}
        fields={keyFields()}
        submitLabel={t('general.create')}
        submit={async ({ name, access }) => {
          setSecret(await createApiKey(org, { name: String(name), scopes: scopesOf(String(access)) }))
          await refresh()
        }}
      />
      <ShownOnce
        title={t('settings.keyMade')}
        note={t('settings.keyOnce')}
        value={secret}
        onClose={() => setSecret(undefined)}
      />
    </div>
  )
}
