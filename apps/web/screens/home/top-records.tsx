import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
import { Badge } from '#design-system/badge.tsx'
import { plainLink } from '#design-system/navigation.tsx'
import { Row, RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import { headQuery, type Entity, type ListQuery } from '../../api/entities.ts'
import { formatWord } from '../../entities/formats.ts'
import { stateTone } from '../../entities/state-tone.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { entityPlace } from '../../places.ts'

/** The first few records of a register in some order. */
export function TopRecords(props: {
  label: string
  collection: string
  query: ListQuery
  none: string
  aside: (entity: Entity) => ReactNode
}): ReactElement {
  const project = useProject()
  const head = useQuery(headQuery(project, props.collection, props.query))
  return (
    <QueryView query={head} loadingLines={3}>
      {({ items }) =>
        items.length === 0 ? (
          <div className="py-3">
            <Text look="muted">{props.none}</Text>
          </div>
        ) : (
          <RowList label={props.label}>
            {items.map((item) => (
              <Row key={item.id} flush>
                <div className="flex items-center gap-3">
                  <Text look="key">{item.key}</Text>
                  <Link
                    {...entityPlace(project, props.collection, item)}
                    className={`min-w-0 grow ${plainLink}`}
                  >
                    <Text truncate>{item.label}</Text>
                  </Link>
                  {props.aside(item)}
                </div>
              </Row>
            ))}
          </RowList>
        )
      }
    </QueryView>
  )
}

/** The state of a record as a badge. */
export const StateBadge = ({ entity }: { entity: Entity }): ReactElement | null => {
  const state = entity['state']
  return typeof state === 'string' ? <Badge tone={stateTone(state)}>{formatWord(state)}</Badge> : null
}
