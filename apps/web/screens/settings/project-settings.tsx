import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { Checkbox, Select } from '#design-system/inputs.tsx'
import { Text } from '#design-system/text.tsx'
import type { FieldInfo } from '../../api/kinds.ts'
import { meQuery } from '../../api/me.ts'
import { projectKey } from '../../api/project.ts'
import { editProject, projectSettingsQuery, resetDemo, type ProjectSettings } from '../../api/settings.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { QueryView } from '../../frame/query-view.tsx'
import { useAct } from '../../frame/use-act.ts'
import { useProject } from '../../frame/use-project.ts'
import { t, term } from '../../messages/index.ts'
import { Panel } from './panel.tsx'
import { SavedForm } from './saved-form.tsx'
import { useRole } from './use-role.ts'

const fields = (): readonly FieldInfo[] => [
  { name: 'name', label: t('settings.name'), type: 'text', required: true, writable: true },
  { name: 'description', label: t('settings.purpose'), type: 'long_text', required: false, writable: true },
  {
    name: 'status',
    label: t('settings.status'),
    type: 'enum',
    options: ['active', 'on_hold', 'closed'],
    required: true,
    writable: true,
  },
  { name: 'start_date', label: t('settings.start'), type: 'date', required: false, writable: true },
  { name: 'end_date', label: t('settings.end'), type: 'date', required: false, writable: true },
]

/** The project: what it is for, its parts, how far it decides by itself, and setting a demo back. */
export function ProjectGeneral(): ReactElement {
  const project = useProject()
  const settings = useQuery(projectSettingsQuery(project))
  const client = useQueryClient()
  const { isAdmin, isOwner } = useRole()
  const save = async (changes: object): Promise<void> => {
    await editProject(project, changes)
    await Promise.all([
      client.invalidateQueries({ queryKey: ['organization', project.org, 'projects'] }),
      client.invalidateQueries({ queryKey: [...projectKey(project), 'kinds'] }),
      client.invalidateQueries(meQuery),
    ])
  }
  return (
    <Panel>
      <QueryView query={settings} loadingLines={8}>
        {(found) => (
          <>
            <Section title={t('settings.project')}>
              <SavedForm fields={fields()} values={found} disabled={!isAdmin} save={save} />
            </Section>
            <Autonomy threshold={found.settings.autonomy_threshold ?? null} disabled={!isAdmin} save={save} />
            <Modules modules={found.modules} disabled={!isAdmin} save={save} />
            {found.settings.demo === true ? <Demo disabled={!isOwner} /> : null}
          </>
        )}
      </QueryView>
    </Panel>
  )
}

const steps = [0.7, 0.8, 0.85, 0.9, 0.95, 0.99]

function Autonomy(props: {
  threshold: number | null
  disabled: boolean
  save: (changes: object) => Promise<void>
}): ReactElement {
  const { act } = useAct()
  const { threshold } = props
  const offered = [...new Set(threshold === null ? steps : [...steps, threshold])].toSorted()
  return (
    <Section title={t('settings.autonomy')}>
      <div className="flex max-w-xl flex-col gap-3 py-4">
        <Text look="muted">{t('settings.autonomyText')}</Text>
        <div className="w-64">
          <Select
            aria-label={t('settings.threshold')}
            disabled={props.disabled}
            value={threshold === null ? '' : String(threshold)}
            onChange={({ target: { value } }) =>
              void act(
                () => props.save({ autonomy_threshold: value === '' ? null : Number(value) }),
                t('settings.changed'),
              )
            }
          >
            <option value="">{t('settings.autonomyOff')}</option>
            {offered.map((step) => (
              <option key={step} value={step}>
                {t('settings.autonomyFrom', { percent: Math.round(step * 100) })}
              </option>
            ))}
          </Select>
        </div>
      </div>
    </Section>
  )
}

function Modules(props: {
  modules: ProjectSettings['modules']
  disabled: boolean
  save: (changes: object) => Promise<void>
}): ReactElement {
  const { act, busy } = useAct()
  const toggle = (id: string) => {
    const off = props.modules.filter((module) => (module.id === id ? module.on : !module.on))
    void act(() => props.save({ modules_off: off.map((module) => module.id) }), t('settings.changed'))
  }
  return (
    <Section title={t('settings.modules')}>
      <div className="flex max-w-xl flex-col gap-3 py-4">
        <Text look="muted">{t('settings.modulesText')}</Text>
        {props.modules.map((module) => (
          <Checkbox
            key={module.id}
            label={term(module.title)}
            checked={module.on}
            disabled={props.disabled || busy}
            onChange={() => toggle(module.id)}
          />
        ))}
      </div>
    </Section>
  )
}

function Demo({ disabled }: { disabled: boolean }): ReactElement {
  const project = useProject()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { act } = useAct()
  const [asking, setAsking] = useState(false)
  return (
    <Section title={t('settings.demo')}>
      <div className="flex max-w-xl flex-col items-start gap-3 py-4">
        <Text look="muted">{t('settings.demoText')}</Text>
        <Button look="danger" disabled={disabled} onClick={() => setAsking(true)}>
          {t('settings.demoReset')}
        </Button>
      </div>
      <FieldDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('settings.demoReset')}
        note={t('settings.demoConfirm')}
        fields={[]}
        danger
        submitLabel={t('settings.demoReset')}
        submit={async () => {
          await act(async () => {
            const { slug } = await resetDemo(project)
            await client.refetchQueries(meQuery)
            client.removeQueries({ queryKey: projectKey(project) })
            await navigate({ to: '/p/$org/$project', params: { org: project.org, project: slug } })
          }, t('settings.demoDone'))
        }}
      />
    </Section>
  )
}
