import { Link } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
import { Dialog } from '#design-system/dialog.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { Text } from '#design-system/text.tsx'
import type { ErasureReport } from '../../api/erasures.ts'
import { formatNumber, formatWord } from '../../entities/formats.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'

/** What an erasure reached, and what it could not: files that say the name, words elsewhere, backups. */
export function ReportDialog(props: {
  report: ErasureReport | undefined
  onClose: () => void
}): ReactElement {
  const { report } = props
  return (
    <Dialog
      open={report !== undefined}
      onClose={props.onClose}
      title={t('erasure.done')}
      closeLabel={t('general.close')}
      wide
    >
      {report ? <Report report={report} onClose={props.onClose} /> : null}
    </Dialog>
  )
}

function Report({ report, onClose }: { report: ErasureReport; onClose: () => void }): ReactElement {
  const project = useProject()
  const gone = Object.entries(report.erased)
  return (
    <div className="flex flex-col gap-4">
      {report.repeated ? <Text>{t('erasure.doneBefore')}</Text> : null}
      {gone.length === 0 ? (
        <Text>{t('erasure.nothing')}</Text>
      ) : (
        <Part title={t('erasure.gone')}>
          <CountTable label={t('erasure.gone')} counts={gone} />
        </Part>
      )}
      {report.sources.length > 0 ? (
        <Part title={t('erasure.sources')} text={t('erasure.sourcesText')}>
          <ul className="flex flex-col gap-1">
            {report.sources.map(({ id, label }) => (
              <li key={id}>
                <Link
                  to="/p/$org/$project/library/$id"
                  params={{ ...project, id }}
                  className={textLink}
                  onClick={onClose}
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      {report.remains.length > 0 ? (
        <Part title={t('erasure.remains')} text={t('erasure.remainsText')}>
          <CountTable
            label={t('erasure.remains')}
            counts={report.remains.map(({ table, rows }) => [table, rows])}
          />
        </Part>
      ) : null}
      <Text look="muted">{t('erasure.backups')}</Text>
    </div>
  )
}

const Part = (props: { title: string; text?: string; children: ReactNode }): ReactElement => (
  <div className="flex flex-col gap-1">
    <Text as="h3" look="heading">
      {props.title}
    </Text>
    {props.text === undefined ? null : <Text look="muted">{props.text}</Text>}
    {props.children}
  </div>
)

const CountTable = (props: {
  label: string
  counts: readonly (readonly [table: string, rows: number])[]
}): ReactElement => (
  <SimpleTable
    label={props.label}
    headers={[t('erasure.where'), t('erasure.count')]}
    rows={props.counts.map(([table, rows]) => ({
      id: table,
      cells: [formatWord(table), formatNumber(rows)],
    }))}
  />
)
