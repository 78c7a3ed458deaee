import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { firstArtifactsQuery } from '../../../api/artifacts.ts'
import type { Entity } from '../../../api/entities.ts'
import type { KindInfo } from '../../../api/kinds.ts'
import { linksQuery } from '../../../api/links.ts'
import { QueryView } from '../../../frame/query-view.tsx'
import { UploadList } from '../../../frame/upload-list.tsx'
import { useProject } from '../../../frame/use-project.ts'
import { t } from '../../../messages/index.ts'
import { attachedFiles } from './attached-files.ts'
import { FilePicker } from './file-picker.tsx'
import { FileTable } from './file-table.tsx'

/** Most files of a record whose properties are shown. */
const most = 500

/** The files that are attached to a record, now or at a past time; who may, attaches more and takes them off. */
export function EntityFiles(props: {
  kind: KindInfo
  entity: Entity
  asOf: string | undefined
  mayAttach: boolean
  /** Opens the chooser of files of this machine. */
  browse: () => void
}): ReactElement {
  const { kind, entity, asOf, mayAttach } = props
  const project = useProject()
  const [picking, setPicking] = useState(false)
  const links = useQuery(linksQuery(project, kind.collection, entity.id, asOf))
  const attached = attachedFiles(links.data?.items ?? []).slice(0, most)
  const ids = attached.map(({ other }) => other.id).join(',')
  const files = useQuery({
    ...firstArtifactsQuery(project, { filter: { id: { in: ids } }, limit: most }),
    enabled: ids !== '',
    placeholderData: (before) => before,
  })
  return (
    <div className="flex flex-col">
      {mayAttach ? (
        <div data-print="hide" className="flex flex-wrap gap-2 px-4 py-3">
          <Button icon="upload" onClick={props.browse}>
            {t('files.attach')}
          </Button>
          <Button icon="folder" onClick={() => setPicking(true)}>
            {t('files.pick')}
          </Button>
        </div>
      ) : null}
      <UploadList attachedTo={entity.id} />
      <QueryView query={links} loadingLines={3}>
        {() =>
          attached.length === 0 ? (
            <EmptyNotice
              icon="file"
              title={asOf ? t('files.noneThen') : t('files.none')}
              {...(mayAttach ? { text: t('files.noneText') } : {})}
            />
          ) : (
            <QueryView query={files} loadingLines={3}>
              {({ items }) => (
                <FileTable
                  kind={kind}
                  entity={entity}
                  links={attached}
                  files={new Map(items.map((file) => [file.id, file]))}
                  mayDetach={mayAttach}
                />
              )}
            </QueryView>
          )
        }
      </QueryView>
      <FilePicker
        kind={kind}
        entity={entity}
        open={picking}
        attached={new Set(attached.map(({ other }) => other.id))}
        onClose={() => setPicking(false)}
      />
    </div>
  )
}
