import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Badge, StateMark } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { plainLink, textLink } from '#design-system/navigation.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { Row, RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import { artifactOf } from '../../api/artifacts.ts'
import { headQuery, type Entity } from '../../api/entities.ts'
import { suggestionOf } from '../../api/suggestions.ts'
import { formatRelative, formatTime } from '../../entities/formats.ts'
import { confidenceTone, stateTone } from '../../entities/state-tone.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { Head } from '../../frame/view.tsx'
import { t, textAt } from '../../messages/index.ts'
import { RegisterCounts } from './register-counts.tsx'

/** Where a project begins: what waits for a decision, the newest sources, the registers and how full they are. */
export function Home(): ReactElement {
  const project = useProject()
  const sources = useQuery(headQuery(project, 'artifacts', { sort: '-created_at', limit: 8 }))
  const pending = useQuery(
    headQuery(project, 'suggestions', { filter: { state: { eq: 'pending' } }, limit: 6 }),
  )
  return (
    <>
      <Head title={t('frame.home')} />
      <div className="grid min-h-0 grow grid-cols-1 content-start gap-x-10 gap-y-6 overflow-y-auto p-4 lg:grid-cols-2 lg:px-8 lg:py-6">
        <Section
          title={t('home.pending')}
          actions={
            <Link to="/p/$org/$project/inbox" params={project} className={textLink}>
              {t('home.all')}
            </Link>
          }
        >
          <QueryView query={pending} loadingLines={4}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyNotice
                  icon="inbox"
                  title={t('home.nothingPending')}
                  text={t('home.nothingPendingText')}
                />
              ) : (
                <RowList label={t('home.pending')}>
                  {items.map((item) => (
                    <PendingRow key={item.id} entity={item} />
                  ))}
                </RowList>
              )
            }
          </QueryView>
        </Section>
        <Section
          title={t('home.recent')}
          actions={
            <Link to="/p/$org/$project/library" params={project} className={textLink}>
              {t('home.all')}
            </Link>
          }
        >
          <QueryView query={sources} loadingLines={4}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyNotice icon="file" title={t('home.noSources')} text={t('home.noSourcesText')}>
                  <Button look="primary" asChild>
                    <Link to="/p/$org/$project/library" params={project}>
                      {t('home.addSources')}
                    </Link>
                  </Button>
                </EmptyNotice>
              ) : (
                <RowList label={t('home.recent')}>
                  {items.map((item) => (
                    <SourceRow key={item.id} entity={item} />
                  ))}
                </RowList>
              )
            }
          </QueryView>
        </Section>
        <div className="lg:col-span-2">
          <RegisterCounts />
        </div>
      </div>
    </>
  )
}

function PendingRow({ entity }: { entity: Entity }): ReactElement {
  const project = useProject()
  const { byKind } = useKinds()
  const suggestion = suggestionOf(entity)
  const kind = byKind(suggestion.target_kind)
  return (
    <Row flush>
      <div className="flex items-center gap-3">
        <Link
          to="/p/$org/$project/inbox"
          params={project}
          hash={entity.id}
          className={`min-w-0 grow ${plainLink}`}
        >
          <Text truncate>{suggestion.title || entity.label}</Text>
        </Link>
        {kind ? <Text look="faint">{kind.label.one}</Text> : null}
        {typeof suggestion.confidence === 'number' ? (
          <Badge tone={confidenceTone(suggestion.confidence)}>
            {Math.round(suggestion.confidence * 100)}%
          </Badge>
        ) : null}
      </div>
    </Row>
  )
}

function SourceRow({ entity }: { entity: Entity }): ReactElement {
  const project = useProject()
  const source = artifactOf(entity)
  const state = source.state ?? 'pending'
  return (
    <Row flush>
      <div className="flex items-center gap-3">
        <Link
          to="/p/$org/$project/library/$id"
          params={{ ...project, id: entity.id }}
          className={`min-w-0 grow ${plainLink}`}
        >
          <Text truncate>{source.filename || entity.label}</Text>
        </Link>
        {state === 'processed' ? null : (
          <Text look="small">
            <StateMark tone={stateTone(state)}>{textAt(`library.states.${state}`) ?? state}</StateMark>
          </Text>
        )}
        {entity.created_at ? (
          <Text look="faint" title={formatTime(entity.created_at)}>
            {formatRelative(entity.created_at)}
          </Text>
        ) : null}
      </div>
    </Row>
  )
}
