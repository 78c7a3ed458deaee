import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { DropZone } from '#design-system/drop-zone.tsx'
import { Section } from '#design-system/frame.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { Banner } from '#design-system/notices.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { Text } from '#design-system/text.tsx'
import { importRecords, type ImportFile, type ImportReport } from '../../api/exchange.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { projectKey } from '../../api/project.ts'
import { formatWord } from '../../entities/formats.ts'
import { saveFile } from '../../frame/save-file.ts'
import { useAct } from '../../frame/use-act.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'

async function readTable(file: File): Promise<ImportFile> {
  if (/\.xlsx?$/i.test(file.name)) {
    const { csvOfWorkbook } = await import('./spreadsheet.ts')
    return { name: file.name, text: csvOfWorkbook(await file.arrayBuffer()), mediaType: 'text/csv' }
  }
  const isJson = /\.json$/i.test(file.name)
  return { name: file.name, text: await file.text(), mediaType: isJson ? 'application/json' : 'text/csv' }
}

/** A table into a register: tried first, with every row that cannot be taken named, then taken whole or not at all. */
export function ImportRecords({ kind }: { kind: KindInfo }): ReactElement {
  const project = useProject()
  const client = useQueryClient()
  const { act, busy } = useAct()
  const [file, setFile] = useState<ImportFile>()
  const [tried, setTried] = useState<ImportReport>()
  const [taken, setTaken] = useState<ImportReport>()
  const choose = (files: File[]) =>
    void act(async () => {
      const [first] = files
      if (!first) return
      const table = await readTable(first)
      setTaken(undefined)
      setTried(await importRecords(project, kind.collection, table, true))
      setFile(table)
    })
  const take = () =>
    void act(async () => {
      if (!file) return
      setTaken(await importRecords(project, kind.collection, file, false))
      setTried(undefined)
      await client.invalidateQueries({ queryKey: [...projectKey(project), kind.collection] })
    })
  const template = () =>
    saveFile(
      `${kind.collection}.csv`,
      'text/csv',
      `${kind.fields
        .filter((field) => field.writable)
        .map((field) => field.name)
        .join(',')}\r\n`,
    )
  return (
    <Section
      title={t('exchange.importTitle')}
      actions={
        <Button size="small" look="quiet" icon="download" onClick={template}>
          {t('exchange.template')}
        </Button>
      }
    >
      <DropZone label={t('exchange.dropFile')} onFiles={choose}>
        {(browse) => (
          <div className="flex flex-col gap-3 py-3">
            <div className="flex flex-wrap items-center gap-3">
              <Button icon="upload" busy={busy} onClick={browse}>
                {file ? t('exchange.another') : t('exchange.choose')}
              </Button>
              <Text look="muted">{file?.name ?? t('exchange.dropFile')}</Text>
            </div>
            {tried ? <Tried report={tried} busy={busy} onTake={take} /> : null}
            {taken ? (
              <div role="status" className="flex flex-wrap items-center gap-3">
                <Text tone="good">
                  {t('exchange.imported', {
                    count: taken.created,
                    first: taken.first_key ?? '',
                    last: taken.last_key ?? '',
                  })}
                </Text>
                <Link
                  to="/p/$org/$project/$collection"
                  params={{ ...project, collection: kind.collection }}
                  className={textLink}
                >
                  {t('exchange.showAll')}
                </Link>
              </div>
            ) : null}
          </div>
        )}
      </DropZone>
    </Section>
  )
}

/** Problems that are listed; the rest shows once these are mended. */
const listed = 100

function Tried(props: { report: ImportReport; busy: boolean; onTake: () => void }): ReactElement {
  const { report } = props
  const bad = new Set(report.errors.map(({ row }) => row)).size
  return (
    <div className="flex flex-col gap-3">
      {report.ignored.length > 0 ? (
        <Text look="faint">{t('exchange.ignored', { columns: report.ignored.join(', ') })}</Text>
      ) : null}
      {bad > 0 ? (
        <>
          <Banner tone="bad">{t('exchange.problems', { count: bad })}</Banner>
          <SimpleTable
            label={t('exchange.problem')}
            headers={[t('exchange.row'), t('exchange.field'), t('exchange.problem')]}
            rows={report.errors.slice(0, listed).map(({ row, field, message }, index) => ({
              id: `${row} ${field} ${index}`,
              cells: [row, formatWord(field), message],
            }))}
          />
        </>
      ) : (
        <div role="status" className="flex flex-wrap items-center gap-3">
          <Text>{t('exchange.ready', { rows: report.rows })}</Text>
          <Button look="primary" busy={props.busy} onClick={props.onTake}>
            {t('exchange.import', { rows: report.rows })}
          </Button>
        </div>
      )}
    </div>
  )
}
