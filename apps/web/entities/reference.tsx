import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { plainLink } from '#design-system/navigation.tsx'
import { Text } from '#design-system/text.tsx'
import { entityQuery } from '../api/entities.ts'
import { useKinds, useProject } from '../frame/use-project.ts'
import { t } from '../messages/index.ts'
import { entityPlace } from '../places.ts'

/** A reference to another entity, as a link with its name. */
export function Reference(props: { kind: string; id: string }): ReactElement {
  const project = useProject()
  const collection = useKinds().byKind(props.kind)?.collection
  const entity = useQuery({
    ...entityQuery(project, collection ?? '', props.id),
    enabled: collection !== undefined,
  })
  if (!collection || !entity.data) return <Text look="faint">{t('general.none')}</Text>
  return (
    <Link
      {...entityPlace(project, collection, entity.data)}
      className={`min-w-0 ${plainLink}`}
      onClick={(event) => event.stopPropagation()}
    >
      <Text truncate>{entity.data.label || entity.data.key || props.id}</Text>
    </Link>
  )
}
