import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { Entity } from '../../api/entities.ts'
import { erase, type ErasureReport } from '../../api/erasures.ts'
import { ProblemError } from '../../api/problem.ts'
import { projectKey } from '../../api/project.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { reasonField } from './reason-field.ts'
import { ReportDialog } from './report-dialog.tsx'

/** Erases whom a record names, after its key was typed and a reason given, and says what is left elsewhere. */
export function ErasePerson(props: { entity: Entity; open: boolean; onClose: () => void }): ReactElement {
  const { key, id } = props.entity
  const project = useProject()
  const client = useQueryClient()
  const [report, setReport] = useState<ErasureReport>()
  return (
    <>
      <FieldDialog
        open={props.open}
        onClose={props.onClose}
        title={t('erasure.eraseTitle', { key })}
        note={t('erasure.eraseText')}
        fields={[
          reasonField(),
          {
            name: 'confirm',
            label: t('erasure.confirmKey', { key }),
            type: 'text',
            required: true,
            writable: true,
          },
        ]}
        danger
        submitLabel={t('erasure.eraseNow')}
        submit={async ({ reason, confirm }) => {
          if (String(confirm).trim().toUpperCase() !== key)
            throw new ProblemError(0, 'not-confirmed', t('erasure.confirmWrong', { wanted: key }))
          setReport(await erase(project.org, { record: id, reason: String(reason) }))
          // what was erased may stand in anything that was read before
          await client.invalidateQueries({ queryKey: projectKey(project) })
          await client.invalidateQueries({ queryKey: ['organization', project.org] })
        }}
      />
      <ReportDialog report={report} onClose={() => setReport(undefined)} />
    </>
  )
}
