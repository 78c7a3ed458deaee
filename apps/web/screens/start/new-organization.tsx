import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { CenteredCard } from '#design-system/frame.tsx'
import { meQuery } from '../../api/me.ts'
import { createOrganization } from '../../api/organizations.ts'
import { messages } from '../../messages/index.ts'
import { AccountForm } from '../sign-in/account-form.tsx'

/** The first step of someone new: an organization. */
export function NewOrganization(): ReactElement {
  const navigate = useNavigate()
  const client = useQueryClient()
  return (
    <CenteredCard title={messages.start.organizationTitle} lead={messages.start.organizationLead}>
      <AccountForm
        lines={[{ name: 'name', label: messages.start.organizationName, autoComplete: 'organization' }]}
        submitLabel={messages.create}
        submit={async ({ name = '' }) => {
          const created = await createOrganization(name)
          await client.refetchQueries(meQuery)
          await navigate({ to: '/new/$org', params: { org: created.slug } })
        }}
      />
    </CenteredCard>
  )
}
