import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Section } from '#design-system/frame.tsx'
import { plainLink } from '#design-system/navigation.tsx'
import { Text } from '#design-system/text.tsx'
import { headQuery } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { formatRelative } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'

/** How far a register is counted; beyond it the number is given as “at least”. */
const countedTo = 50

/** Every register with how many it holds and when it last changed. */
export function RegisterCounts(): ReactElement {
  const { query, byCollection } = useKinds()
  return (
    <Section title={t('home.registers')}>
      <QueryView query={query} loadingLines={3}>
        {({ navigation }) => (
          <ul className="grid gap-x-10 sm:grid-cols-2 xl:grid-cols-3">
            {navigation.map((item) => {
              const kind = byCollection(item.path.split('/').at(-1) ?? '')
              return kind && kind.collection !== 'artifacts' && kind.collection !== 'suggestions' ? (
                <RegisterCount key={item.path} kind={kind} label={item.label} />
              ) : null
            })}
          </ul>
        )}
      </QueryView>
    </Section>
  )
}

function RegisterCount({ kind, label }: { kind: KindInfo; label: string }): ReactElement {
  const project = useProject()
  const head = useQuery(headQuery(project, kind.collection, { sort: '-updated_at', limit: countedTo }))
  const count = head.data?.items.length ?? 0
  const latest = head.data?.items[0]?.updated_at
  return (
    <li className="flex h-9 items-center gap-3">
      <Link
        to="/p/$org/$project/$collection"
        params={{ ...project, collection: kind.collection }}
        className={`min-w-0 grow ${plainLink}`}
      >
        <Text truncate>{label}</Text>
      </Link>
      {latest ? <Text look="faint">{formatRelative(latest)}</Text> : null}
      {head.data ? (
        count === 0 ? (
          <Text look="faint">{t('home.none')}</Text>
        ) : (
          <Text look="small">{t('home.total', { count, more: head.data.next_cursor ? 'yes' : 'no' })}</Text>
        )
      ) : null}
    </li>
  )
}
