import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Badge } from '#design-system/badge.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { Quote, Row, RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import type { Link as RecordLink } from '../../api/links.ts'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { entityPlace } from '../../places.ts'

/** The records that rest on words of a source; picking one shows its words. */
export function Resting(props: {
  links: RecordLink[]
  active: string | undefined
  onPick: (id: string) => void
}): ReactElement {
  const project = useProject()
  const { byKind } = useKinds()
  if (props.links.length === 0)
    return <EmptyNotice icon="link" title={t('artifact.linked')} text={t('artifact.restingNone')} />
  return (
    <RowList label={t('artifact.linked')}>
      {props.links.map((link) => (
        <Row
          key={link.id}
          linked
          current={props.active === `resting-${link.id}`}
          onPick={() => props.onPick(`resting-${link.id}`)}
        >
          <div className="flex flex-col gap-1">
            <div className="flex items-center gap-2">
              <Text look="key">{link.other.key}</Text>
              <Link
                {...entityPlace(project, byKind(link.other.kind)?.collection ?? link.other.kind, link.other)}
                className={textLink}
              >
                <Text truncate>{link.other.label}</Text>
              </Link>
              {link.stale_since ? <Badge tone="attention">{t('artifact.stale')}</Badge> : null}
            </div>
            {link.span?.quote ? <Quote>{link.span.quote}</Quote> : null}
          </div>
        </Row>
      ))}
    </RowList>
  )
}
