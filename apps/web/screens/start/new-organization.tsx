import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { CenteredCard } from '#design-system/frame.tsx'
import { NamePlate } from '#design-system/name-plate.tsx'
import { meQuery } from '../../api/me.ts'
import { createOrganization } from '../../api/organizations.ts'
import { t } from '../../messages/index.ts'
import { AccountForm } from '../sign-in/account-form.tsx'

/** The first step of someone new: an organization. */
export function NewOrganization(): ReactElement {
  const navigate = useNavigate()
  const client = useQueryClient()
  return (
    <CenteredCard
      plate={<NamePlate name={t('general.product')} />}
      title={t('start.organizationTitle')}
      lead={t('start.organizationLead')}
    >
      <AccountForm
        lines={[{ name: 'name', label: t('start.organizationName'), autoComplete: 'organization' }]}
        submitLabel={t('general.create')}
        submit={async ({ name = '' }) => {
          const created = await createOrganization(name)
          await client.refetchQueries(meQuery)
          await navigate({ to: '/new/$org', params: { org: created.slug } })
        }}
      />
    </CenteredCard>
  )
}
