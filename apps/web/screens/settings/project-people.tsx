import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { Avatar } from '#design-system/avatar.tsx'
import { Button } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { Text } from '#design-system/text.tsx'
import { grantRole, projectMembersQuery, revokeRole } from '../../api/members.ts'
import { chosenOf, type FormField } from '../../entities/field-draft.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { formatTime, formatWord } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useAct } from '../../frame/use-act.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { Panel } from './panel.tsx'
import { useRole } from './use-role.ts'

const roles = ['viewer', 'contributor', 'admin'] as const

const fields = (): readonly FormField[] => [
  { name: 'user_id', label: t('settings.person'), type: 'user', required: true, writable: true },
  {
    name: 'role',
    label: t('settings.role'),
    type: 'enum',
    options: roles,
    required: true,
    writable: true,
  },
  {
    name: 'expires_at',
    label: t('settings.until'),
    type: 'timestamp',
    required: false,
    writable: true,
    hint: t('settings.untilHint'),
  },
]

/** Who works in the project, as what, and until when. */
export function ProjectPeople(): ReactElement {
  const { org, project } = useProject()
  const { isProjectAdmin, userId } = useRole()
  const people = useQuery(projectMembersQuery(org, project))
  const client = useQueryClient()
  const { act } = useAct()
  const [giving, setGiving] = useState(false)
  const refresh = () => client.invalidateQueries({ queryKey: ['organization', org, 'projects', project] })
  return (
    <Panel>
      <Section
        title={t('settings.people')}
        actions={
          isProjectAdmin ? (
            <Button size="small" icon="plus" onClick={() => setGiving(true)}>
              {t('settings.giveRole')}
            </Button>
          ) : undefined
        }
      >
        <div className="py-3">
          <Text look="muted">{t('settings.peopleText')}</Text>
        </div>
        <QueryView query={people} loadingLines={3}>
          {(items) =>
            items.length === 0 ? (
              <EmptyNotice icon="person" title={t('settings.noPeople')} />
            ) : (
              <SimpleTable
                label={t('settings.people')}
                headers={[t('settings.name'), t('settings.role'), t('settings.until'), '']}
                rows={items.map((person) => ({
                  id: person.id,
                  cells: [
                    <span key="name" className="flex items-center gap-2">
                      <Avatar name={person.name} />
                      <span>{person.name}</span>
                      <Text look="faint">{person.email}</Text>
                    </span>,
                    formatWord(person.role),
                    person.expires_at ? formatTime(person.expires_at) : t('settings.noEnd'),
                    isProjectAdmin || person.user_id === userId ? (
                      <Button
                        key="take"
                        size="small"
                        look="quiet"
                        onClick={() =>
                          void act(async () => {
                            await revokeRole(org, project, person.id)
                            await refresh()
                          }, t('settings.roleTaken'))
                        }
                      >
                        {t('settings.takeRole')}
                      </Button>
                    ) : null,
                  ],
                }))}
              />
            )
          }
        </QueryView>
      </Section>
      <FieldDialog
        open={giving}
        onClose={() => setGiving(false)}
        title={t('settings.giveRoleTitle')}
        fields={fields()}
        submitLabel={t('settings.giveRole')}
        submit={async ({ user_id, role, expires_at }) => {
          await grantRole(org, project, {
            user_id: String(user_id),
            role: chosenOf(roles, role) ?? 'viewer',
            expires_at: typeof expires_at === 'string' ? expires_at : null,
          })
          await refresh()
        }}
      />
    </Panel>
  )
}
