import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { ChoiceList } from '#design-system/choice-list.tsx'
import { CenteredCard } from '#design-system/frame.tsx'
import { meQuery } from '../../api/me.ts'
import { createProject } from '../../api/organizations.ts'
import { messages } from '../../messages/index.ts'
import { AccountForm } from '../sign-in/account-form.tsx'

const route = getRouteApi('/signed-in/new/$org')

/** A new project: its name and what kind it is. */
export function NewProject(): ReactElement {
  const { org } = route.useParams()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [blueprint, setBlueprint] = useState('program')
  return (
    <CenteredCard title={messages.start.projectTitle} lead={messages.start.projectLead}>
      <AccountForm
        lines={[{ name: 'name', label: messages.start.projectName }]}
        submitLabel={messages.create}
        submit={async ({ name = '' }) => {
          const created = await createProject(org, { name, blueprint })
          await client.refetchQueries(meQuery)
          await navigate({ to: '/p/$org/$project', params: { org, project: created.slug } })
        }}
      >
        <ChoiceList
          label={messages.start.blueprint}
          value={blueprint}
          onChange={setBlueprint}
          options={Object.entries(messages.start.blueprints).map(([value, [label = value, note = '']]) => ({
            value,
            label,
            note,
          }))}
        />
      </AccountForm>
    </CenteredCard>
  )
}
