import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { Avatar } from '#design-system/avatar.tsx'
import { Button } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { Select } from '#design-system/inputs.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import {
  changeRole,
  invitationsQuery,
  invite,
  membersQuery,
  removeMember,
  revokeInvitation,
  type Member,
} from '../../api/members.ts'
import { meQuery } from '../../api/me.ts'
import { projectSettingsQuery } from '../../api/settings.ts'
import { chosenOf, type FormField } from '../../entities/field-draft.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { formatRelative, formatWord } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useAct } from '../../frame/use-act.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { Panel } from './panel.tsx'
import { ShownOnce } from './shown-once.tsx'
import { useRole } from './use-role.ts'

const roles = ['admin', 'member', 'viewer'] as const
const projectRoles = ['viewer', 'contributor', 'admin'] as const

const inviteFields = (): readonly FormField[] => [
  { name: 'email', label: t('settings.email'), type: 'text', required: true, writable: true },
  {
    name: 'role',
    label: t('settings.role'),
    type: 'enum',
    options: roles,
    required: true,
    writable: true,
  },
  {
    name: 'project_role',
    label: t('settings.projectRole'),
    type: 'enum',
    options: projectRoles,
    required: false,
    writable: true,
    hint: t('settings.projectRoleHint'),
  },
]

/** Who belongs to the organization, as what, and who is invited to it. */
export function Members({ org }: { org: string }): ReactElement {
  const { isAdmin } = useRole()
  const members = useQuery(membersQuery(org))
  const [inviting, setInviting] = useState(false)
  const [leaving, setLeaving] = useState<Member>()
  return (
    <Panel>
      <Section
        title={t('settings.members')}
        actions={
          isAdmin ? (
            <Button size="small" icon="plus" onClick={() => setInviting(true)}>
              {t('settings.invite')}
            </Button>
          ) : undefined
        }
      >
        <QueryView query={members} loadingLines={3}>
          {(items) => <MemberTable items={items} org={org} onRemove={setLeaving} />}
        </QueryView>
      </Section>
      {isAdmin ? <Invitations org={org} inviting={inviting} onClose={() => setInviting(false)} /> : null}
      <RemoveDialog org={org} member={leaving} onClose={() => setLeaving(undefined)} />
    </Panel>
  )
}

function MemberTable(props: {
  items: readonly Member[]
  org: string
  onRemove: (member: Member) => void
}): ReactElement {
  const { org } = props
  const { isAdmin, isOwner, userId } = useRole()
  const client = useQueryClient()
  const { act } = useAct()
  const offered = isOwner ? (['owner', ...roles] as const) : roles
  const role = (member: Member) =>
    isAdmin && (isOwner || member.role !== 'owner') ? (
      <div className="w-36">
        <Select
          compact
          aria-label={t('settings.changeRole', { name: member.name })}
          value={member.role}
          onChange={({ target: { value } }) =>
            void act(
              async () => {
                const wanted = chosenOf(offered, value)
                if (wanted) await changeRole(org, member.id, wanted)
                await client.invalidateQueries({ queryKey: ['organization', org, 'members'] })
                if (member.user_id === userId) await client.invalidateQueries(meQuery)
              },
              t('settings.roleChanged', { name: member.name, role: formatWord(value) }),
            )
          }
        >
          {offered.map((value) => (
            <option key={value} value={value}>
              {formatWord(value)}
            </option>
          ))}
        </Select>
      </div>
    ) : (
      formatWord(member.role)
    )
  return (
    <SimpleTable
      label={t('settings.members')}
      headers={[t('settings.name'), t('settings.role'), '']}
      rows={props.items.map((member) => ({
        id: member.user_id,
        cells: [
          <span key="name" className="flex items-center gap-2">
            <Avatar name={member.name} />
            <span>{member.name}</span>
            <Text look="faint">{member.email}</Text>
          </span>,
          <span key="role">{role(member)}</span>,
          isAdmin || member.user_id === userId ? (
            <Button key="remove" size="small" look="quiet" onClick={() => props.onRemove(member)}>
              {member.user_id === userId ? t('settings.leave') : t('general.remove')}
            </Button>
          ) : null,
        ],
      }))}
    />
  )
}

function RemoveDialog(props: { org: string; member: Member | undefined; onClose: () => void }): ReactElement {
  const { org, member } = props
  const { userId, organization } = useRole()
  const client = useQueryClient()
  const announce = useToast()
  const leaving = member?.user_id === userId
  return (
    <FieldDialog
      open={member !== undefined}
      onClose={props.onClose}
      title={
        leaving
          ? t('settings.leaveTitle', { name: organization?.name ?? '' })
          : t('settings.removeTitle', { name: member?.name ?? '' })
      }
      note={leaving ? t('settings.leaveText') : t('settings.removeText')}
      fields={[]}
      danger
      submitLabel={leaving ? t('settings.leave') : t('settings.removeMember')}
      submit={async () => {
        if (!member) return
        await removeMember(org, member.id)
        if (leaving) {
          // A full load: nothing of the organization may stay in memory.
          localStorage.removeItem('project')
          location.assign('/')
          return
        }
        announce(t('settings.removed', { name: member.name }))
        await client.invalidateQueries({ queryKey: ['organization', org] })
      }}
    />
  )
}

function Invitations(props: { org: string; inviting: boolean; onClose: () => void }): ReactElement {
  const { org } = props
  const project = useProject()
  const settings = useQuery(projectSettingsQuery(project))
  const invitations = useQuery(invitationsQuery(org))
  const client = useQueryClient()
  const announce = useToast()
  const { act } = useAct()
  const [openLink, setOpenLink] = useState<string>()
  const refresh = () => client.invalidateQueries({ queryKey: ['organization', org, 'invitations'] })
  return (
    <Section title={t('settings.invitations')}>
      <QueryView query={invitations} loadingLines={2}>
        {(items) =>
          items.length === 0 ? (
            <EmptyNotice
              icon="person"
              title={t('settings.noInvitations')}
              text={t('settings.noInvitationsText')}
            />
          ) : (
            <SimpleTable
              label={t('settings.invitations')}
              headers={[t('settings.email'), t('settings.role'), t('settings.expires'), '']}
              rows={items.map((item) => ({
                id: item.id,
                cells: [
                  item.email,
                  formatWord(item.role),
                  formatRelative(item.expires_at),
                  <Button
                    key="revoke"
                    size="small"
                    look="quiet"
                    onClick={() =>
                      void act(async () => {
                        await revokeInvitation(org, item.id)
                        await refresh()
                      }, t('settings.revoked'))
                    }
                  >
                    {t('settings.revoke')}
                  </Button>,
                ],
              }))}
            />
          )
        }
      </QueryView>
      <FieldDialog
        open={props.inviting}
        onClose={props.onClose}
        title={t('settings.inviteTitle')}
        fields={inviteFields()}
        submitLabel={t('settings.invite')}
        submit={async ({ email, role, project_role }) => {
          const projectRole = chosenOf(projectRoles, project_role)
          const { link, mailed } = await invite(org, {
            email: String(email),
            role: chosenOf(roles, role),
            ...(projectRole && settings.data
              ? { project_id: settings.data.id, project_role: projectRole }
              : {}),
          })
          if (mailed) announce(t('settings.invited', { email: String(email) }))
          else setOpenLink(link)
          await refresh()
        }}
      />
      <ShownOnce
        title={t('settings.inviteLink')}
        note={t('settings.inviteLinkText')}
        value={openLink}
        onClose={() => setOpenLink(undefined)}
      />
    </Section>
  )
}
