import { Link as RouteLink } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
import { Badge } from '#design-system/badge.tsx'
import { Button, IconButton } from '#design-system/button.tsx'
import { Icon } from '#design-system/icon.tsx'
import { plainLink } from '#design-system/navigation.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { artifactFileUrl, type Artifact } from '../../../api/artifacts.ts'
import type { Entity } from '../../../api/entities.ts'
import type { KindInfo } from '../../../api/kinds.ts'
import type { Link } from '../../../api/links.ts'
import { formatBytes, formatRelative, formatTime } from '../../../entities/formats.ts'
import { Person } from '../../../entities/person.tsx'
import { typeName } from '../../../entities/source-type.ts'
import { useProject } from '../../../frame/use-project.ts'
import { t } from '../../../messages/index.ts'
import { useAttaching } from './use-attaching.ts'

/** Attached files one under the other: opened in their viewer, downloaded, and taken off by who may. */
export function FileTable(props: {
  kind: KindInfo
  entity: Entity
  links: readonly Link[]
  /** the files of the links by id; those in the bin are missing */
  files: ReadonlyMap<string, Artifact>
  mayDetach: boolean
}): ReactElement {
  const project = useProject()
  const { detach, busy } = useAttaching(props.kind, props.entity)
  const cellsOf = (link: Link): ReactNode[] => {
    const source = props.files.get(link.other.id)
    const name = link.other.label
    return [
      <span key="name" className="flex min-w-40 items-center gap-2">
        <Icon name="file" />
        <RouteLink
          to="/p/$org/$project/library/$id"
          params={{ ...project, id: link.other.id }}
          className={plainLink}
        >
          {name}
        </RouteLink>
        {source?.superseded_by ? <Badge tone="attention">{t('files.superseded')}</Badge> : null}
      </span>,
      source ? typeName(source) : t('general.none'),
      <span key="size" className="whitespace-nowrap">
        {source ? formatBytes(source.size_bytes) : t('general.none')}
      </span>,
      source?.version_number ?? t('general.none'),
      link.created_by ? <Person key="by" value={link.created_by} /> : t('general.none'),
      <span key="at" className="whitespace-nowrap" title={formatTime(link.created_at)}>
        {formatRelative(link.created_at)}
      </span>,
      <span key="do" data-print="hide" className="flex justify-end">
        <Button asChild look="quiet">
          <a
            href={artifactFileUrl(project, link.other.id)}
            download
            aria-label={t('files.download', { name })}
            title={t('files.download', { name })}
          >
            <Icon name="download" />
          </a>
        </Button>
        {props.mayDetach ? (
          <IconButton
            icon="close"
            label={t('files.detach', { name })}
            disabled={busy}
            onClick={() => void detach(link)}
          />
        ) : null}
      </span>,
    ]
  }
  return (
    <div className="px-4 pb-6">
      <SimpleTable
        label={t('files.title')}
        headers={[
          t('library.columns.name'),
          t('library.columns.type'),
          t('library.columns.size'),
          t('library.columns.version'),
          t('files.by'),
          t('files.at'),
          '',
        ]}
        rows={props.links.map((link) => ({ id: link.id, cells: cellsOf(link) }))}
      />
    </div>
  )
}
