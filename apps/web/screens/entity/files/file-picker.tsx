import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Dialog } from '#design-system/dialog.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { Row, RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import { firstArtifactsQuery } from '../../../api/artifacts.ts'
import type { Entity } from '../../../api/entities.ts'
import type { KindInfo } from '../../../api/kinds.ts'
import { typeName } from '../../../entities/source-type.ts'
import { FindInput } from '../../../frame/find-input.tsx'
import { QueryView } from '../../../frame/query-view.tsx'
import { useProject } from '../../../frame/use-project.ts'
import { t } from '../../../messages/index.ts'
import { useAttaching } from './use-attaching.ts'

/** How many files are offered at once; more are found by name. */
const offered = 20

type Picking = { kind: KindInfo; entity: Entity; attached: ReadonlySet<string> }

/** Finds files of the library by name and attaches them to a record, one after the other. */
export function FilePicker(props: Picking & { open: boolean; onClose: () => void }): ReactElement {
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t('files.pickTitle')}
      closeLabel={t('general.close')}
    >
      <Offer {...props} />
    </Dialog>
  )
}

function Offer({ kind, entity, attached }: Picking): ReactElement {
  const project = useProject()
  const [q, setQ] = useState('')
  const { attach, busy } = useAttaching(kind, entity)
  const found = useQuery({
    ...firstArtifactsQuery(project, { q, sort: '-created_at', limit: offered }),
    placeholderData: (before) => before,
  })
  return (
    <div className="flex flex-col gap-3">
      <FindInput label={t('files.find')} value={q} onChange={setQ} autoFocus />
      <QueryView query={found} loadingLines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNotice icon="search" title={t('library.noMatch')} />
          ) : (
            <RowList label={t('frame.library')}>
              {items.map((file) => (
                <Row key={file.id} flush>
                  <div className="flex items-center gap-3">
                    <div className="min-w-0 grow">
                      <Text truncate>{file.label}</Text>
                    </div>
                    <Text look="faint">{typeName(file)}</Text>
                    {attached.has(file.id) ? (
                      <Text look="muted">{t('files.has')}</Text>
                    ) : (
                      <Button
                        size="small"
                        aria-label={`${t('files.add')} ${file.label}`}
                        disabled={busy || file.id === entity.id}
                        onClick={() => void attach(file)}
                      >
                        {t('files.add')}
                      </Button>
                    )}
                  </div>
                </Row>
              ))}
            </RowList>
          )
        }
      </QueryView>
    </div>
  )
}
