import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { Select } from '#design-system/inputs.tsx'
import { Text } from '#design-system/text.tsx'
import { exportRecords } from '../../api/exchange.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { saveFile } from '../../frame/save-file.ts'
import { useAct } from '../../frame/use-act.ts'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { ImportRecords } from './import-records.tsx'
import { Panel } from './panel.tsx'
import { ProjectArchive } from './project-archive.tsx'

const route = getRouteApi('/signed-in/p/$org/$project/settings')

/** Registers in and out as tables. */
export function Exchange(): ReactElement {
  const { register } = route.useSearch()
  const navigate = useNavigate()
  const { kinds } = useKinds()
  const kind =
    kinds.find((candidate) => candidate.collection === register) ?? kinds.find((each) => each.creatable)
  return (
    <Panel>
      <Text look="muted">{t('exchange.lead')}</Text>
      <div className="w-64">
        <Select
          aria-label={t('exchange.register')}
          value={kind?.collection ?? ''}
          onChange={({ target }) =>
            void navigate({ to: '.', search: (old) => ({ ...old, register: target.value }), replace: true })
          }
        >
          {kinds.map((candidate) => (
            <option key={candidate.kind} value={candidate.collection}>
              {candidate.label.many}
            </option>
          ))}
        </Select>
      </div>
      {kind ? <Export key={`out ${kind.kind}`} kind={kind} /> : null}
      {kind?.creatable ? <ImportRecords key={`in ${kind.kind}`} kind={kind} /> : null}
      <ProjectArchive />
    </Panel>
  )
}

function Export({ kind }: { kind: KindInfo }): ReactElement {
  const project = useProject()
  const { act, busy } = useAct()
  const save = (format: 'csv' | 'xlsx' | 'json') =>
    void act(async () => {
      const text = await exportRecords(project, kind.collection, format === 'json' ? 'json' : 'csv')
      if (format !== 'xlsx') {
        saveFile(`${kind.collection}.${format}`, format === 'csv' ? 'text/csv' : 'application/json', text)
        return
      }
      const { workbookOfCsv } = await import('./spreadsheet.ts')
      saveFile(
        `${kind.collection}.xlsx`,
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        workbookOfCsv(text, kind.label.many),
      )
    })
  return (
    <Section title={t('exchange.exportTitle')}>
      <div className="flex flex-wrap gap-2 py-3">
        {(['csv', 'xlsx', 'json'] as const).map((format) => (
          <Button key={format} icon="download" busy={busy} onClick={() => save(format)}>
            {t(`exchange.${format}`)}
          </Button>
        ))}
      </div>
    </Section>
  )
}
