import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { Avatar } from '#design-system/avatar.tsx'
import { Button } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { useToast } from '#design-system/toast.tsx'
import type { FieldInfo } from '../../api/kinds.ts'
import { invitationsQuery, invite, membersQuery, revokeInvitation } from '../../api/members.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { formatRelative, formatWord } from '../../entities/formats.ts'
import { explain, QueryView } from '../../frame/query-view.tsx'
import { t } from '../../messages/index.ts'
import { ShownOnce } from './shown-once.tsx'

const roles = ['admin', 'member', 'viewer']

const inviteFields = (): FieldInfo[] => [
  { name: 'email', label: t('settings.email'), type: 'text', required: true, writable: true },
  {
    name: 'role',
    label: t('settings.role'),
    type: 'enum',
    options: roles,
    required: true,
    writable: true,
  },
]

/** Who belongs to the organization and who is invited to it. */
export function Members({ org }: { org: string }): ReactElement {
  const members = useQuery(membersQuery(org))
  const invitations = useQuery(invitationsQuery(org))
  const client = useQueryClient()
  const announce = useToast()
  const [inviting, setInviting] = useState(false)
  const [openLink, setOpenLink] = useState<string>()
  const revoke = async (id: string): Promise<void> => {
    try {
      await revokeInvitation(org, id)
      announce(t('settings.revoked'))
      await client.invalidateQueries({ queryKey: ['organization', org, 'invitations'] })
    } catch (cause) {
      announce(t('error.failed'), { tone: 'bad', detail: explain(cause).text })
    }
  }
  return (
    <div className="flex max-w-4xl flex-col gap-8 px-4 py-4">
      <Section
        title={t('settings.members')}
        actions={
          <Button size="small" icon="plus" onClick={() => setInviting(true)}>
            {t('settings.invite')}
          </Button>
        }
      >
        <QueryView query={members} loadingLines={3}>
          {(items) => (
            <SimpleTable
              label={t('settings.members')}
              headers={[t('settings.name'), t('settings.email'), t('settings.role')]}
              rows={items.map((member) => ({
                id: member.user_id,
                cells: [
                  <span key="name" className="flex items-center gap-2">
                    <Avatar name={member.name} />
                    {member.name}
                  </span>,
                  member.email,
                  formatWord(member.role),
                ],
              }))}
            />
          )}
        </QueryView>
      </Section>
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
                    formatWord(item.role ?? ''),
                    item.expires_at ? formatRelative(item.expires_at) : t('general.none'),
                    <Button key="revoke" size="small" look="quiet" onClick={() => void revoke(item.id)}>
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
        open={inviting}
        onClose={() => setInviting(false)}
        title={t('settings.inviteTitle')}
        fields={inviteFields()}
        submitLabel={t('settings.invite')}
        submit={async (values) => {
          const email = String(values['email'])
          const { link, mailed } = await invite(org, { email, role: String(values['role']) })
          if (mailed) announce(t('settings.invited', { email }))
          else setOpenLink(link)
          await client.invalidateQueries({ queryKey: ['organization', org] })
        }}
      />
      <ShownOnce
        title={t('settings.inviteLink')}
        note={t('settings.inviteLinkText')}
        value={openLink}
        onClose={() => setOpenLink(undefined)}
      />
    </div>
  )
}
