import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { ChoiceList } from '#design-system/choice-list.tsx'
import { CenteredCard } from '#design-system/frame.tsx'
import { NamePlate } from '#design-system/name-plate.tsx'
import { meQuery } from '../../api/me.ts'
import { createProject } from '../../api/organizations.ts'
import { t } from '../../messages/index.ts'
import { AccountForm } from '../sign-in/account-form.tsx'

const blueprints = ['program', 'product', 'migration', 'factory', 'agent_board', 'blank'] as const
const route = getRouteApi('/signed-in/new/$org')

/** A new project: its name and what kind it is. */
export function NewProject(): ReactElement {
  const { org } = route.useParams()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [blueprint, setBlueprint] = useState<(typeof blueprints)[number]>('program')
  return (
    <CenteredCard
      plate={<NamePlate name={t('general.product')} />}
      title={t('start.projectTitle')}
      lead={t('start.projectLead')}
    >
      <AccountForm
        lines={[{ name: 'name', label: t('start.projectName') }]}
        submitLabel={t('general.create')}
        submit={async ({ name = '' }) => {
          const created = await createProject(org, { name, blueprint })
          await client.refetchQueries(meQuery)
          await navigate({ to: '/p/$org/$project', params: { org, project: created.slug } })
        }}
      >
        <ChoiceList
          label={t('start.blueprint')}
          value={blueprint}
          onChange={setBlueprint}
          options={blueprints.map((value) => ({
            value,
            label: t(`start.blueprints.${value}.label`),
            note: t(`start.blueprints.${value}.note`),
          }))}
        />
      </AccountForm>
    </CenteredCard>
  )
}
