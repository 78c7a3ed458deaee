import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { Text } from '#design-system/text.tsx'
import { apiKeysQuery, createApiKey, revokeApiKey, type NewApiKey } from '../../api/api-keys.ts'
import { projectSettingsQuery } from '../../api/settings.ts'
import type { FormField } from '../../entities/field-draft.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { formatRelative, formatWord } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useAct } from '../../frame/use-act.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { Panel } from './panel.tsx'
import { ShownOnce } from './shown-once.tsx'

/** What a key may do; each access includes those before it. */
const accesses = ['read', 'write', 'admin'] as const
const scopesOf = (access: unknown): NewApiKey['scopes'] =>
  accesses.slice(0, accesses.findIndex((each) => each === access) + 1)

const keyFields = (): readonly FormField[] => [
  { name: 'name', label: t('settings.keyName'), type: 'text', required: true, writable: true },
  {
    name: 'access',
    label: t('settings.access'),
    type: 'enum',
    options: accesses,
    required: true,
    writable: true,
    hint: t('settings.accessHint'),
  },
  {
    name: 'expires_at',
    label: t('settings.expires'),
    type: 'timestamp',
    required: false,
    writable: true,
    hint: t('settings.expiresHint'),
  },
  { name: 'here', label: t('settings.keyProject'), type: 'boolean', required: false, writable: true },
]

/** The API keys of the organization. A new one's secret is shown once. */
export function ApiKeys({ org }: { org: string }): ReactElement {
  const keys = useQuery(apiKeysQuery(org))
  const settings = useQuery(projectSettingsQuery(useProject()))
  const client = useQueryClient()
  const [naming, setNaming] = useState(false)
  const [secret, setSecret] = useState<string>()
  const { act } = useAct()
  const refresh = () => client.invalidateQueries({ queryKey: ['organization', org, 'api-keys'] })
  const revoke = (id: string) =>
    act(async () => {
      await revokeApiKey(org, id)
      await refresh()
    }, t('settings.revoked'))
  const when = (value: string | null) => (value ? formatRelative(value) : t('settings.never'))
  return (
    <Panel wide>
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
                    key.scopes.map(formatWord).join(', '),
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
        submit={async ({ name, access, expires_at, here }) => {
          const made = await createApiKey(org, {
            name: String(name),
            scopes: scopesOf(access),
            ...(typeof expires_at === 'string' ? { expires_at } : {}),
            ...(here === true && settings.data ? { project_id: settings.data.id } : {}),
          })
          setSecret(made)
          await refresh()
        }}
      />
      <ShownOnce
        title={t('settings.keyMade')}
        note={t('settings.keyOnce')}
        value={secret}
        onClose={() => setSecret(undefined)}
      />
    </Panel>
  )
}
