import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { ToolLine } from '#design-system/frame.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { Text } from '#design-system/text.tsx'
import { attachment, linksQuery, type Link as RecordLink } from '../../api/links.ts'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { entityPlace } from '../../places.ts'

/** To which records a source is attached, and what is attached to it where it is a mail. Nothing where neither is so. */
export function Attached({ id }: { id: string }): ReactElement | null {
  const links = useQuery(linksQuery(useProject(), 'artifacts', id))
  const found = (links.data?.items ?? []).filter(({ relation }) => relation === attachment)
  if (found.length === 0) return null
  return (
    <ToolLine>
      <Ends name={t('files.attachedTo')} links={found.filter(({ direction }) => direction === 'out')} />
      <Ends name={t('files.carries')} links={found.filter(({ direction }) => direction === 'in')} />
    </ToolLine>
  )
}

function Ends({ name, links }: { name: string; links: readonly RecordLink[] }): ReactElement | null {
  const project = useProject()
  const { byKind } = useKinds()
  if (links.length === 0) return null
  return (
    <span className="flex flex-wrap items-baseline gap-x-3">
      <Text look="label">{name}</Text>
      {links.map(({ id, other }) => {
        const collection = byKind(other.kind)?.collection ?? other.kind
        return (
          <Link key={id} {...entityPlace(project, collection, other)} className={textLink}>
            <Text look="small">
              {collection === 'artifacts' ? other.label : `${other.key} ${other.label}`}
            </Text>
          </Link>
        )
      })}
    </span>
  )
}
