import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Badge } from '#design-system/badge.tsx'
import { Difference } from '#design-system/difference.tsx'
import { Section } from '#design-system/frame.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { Text } from '#design-system/text.tsx'
import type { Tone } from '#design-system/tone.ts'
import { changesQuery, type ArtifactChanges } from '../../api/artifacts.ts'
import { ProblemError } from '../../api/problem.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { t, textAt } from '../../messages/index.ts'
import { entityPlace, passageParameter } from '../../places.ts'

const tones: Record<string, Tone> = { added: 'good', removed: 'bad', changed: 'attention' }

/** Two versions of a source side by side: what changed in each passage, and what rests on it. */
export function SourceChangesView({ id }: { id: string }): ReactElement {
  const project = useProject()
  const changes = useQuery(changesQuery(project, id))
  const none =
    changes.error instanceof ProblemError && (changes.error.status === 404 || changes.error.status === 409)
  if (none)
    return (
      <EmptyNotice
        icon="file"
        title={t('artifact.noChanges')}
        text={changes.error?.message || t('artifact.noChangesText')}
      />
    )
  return (
    <QueryView query={changes} loadingLines={12}>
      {(found) => <Changes found={found} />}
    </QueryView>
  )
}

function Changes({ found }: { found: ArtifactChanges }): ReactElement {
  const project = useProject()
  const { byKind } = useKinds()
  return (
    <div className="mx-auto flex max-w-5xl flex-col gap-4 p-4 lg:px-8">
      <div className="flex flex-wrap items-center gap-2">
        <Text strong>
          {t('artifact.changeOf', {
            older: found.older.version_number,
            newer: found.newer.version_number,
          })}
        </Text>
        {Object.entries(found.counts)
          .filter(([, count]) => count > 0)
          .map(([kind, count]) => (
            <Badge key={kind} tone={tones[kind] ?? 'unknown'}>
              {count} {textAt(`artifact.changeKinds.${kind}`) ?? kind}
            </Badge>
          ))}
      </div>
      <Section title={t('artifact.views.changes')}>
        {found.items.map((item) => (
          <article key={item.position} className="grid gap-x-6 gap-y-1 py-3 md:grid-cols-2">
            <div className="col-span-full flex flex-wrap items-center gap-2">
              <Badge tone={tones[item.change] ?? 'unknown'}>
                {textAt(`artifact.changeKinds.${item.change}`) ?? item.change}
              </Badge>
              {item.resting.map((record) => (
                <Link
                  key={record.id}
                  {...entityPlace(project, byKind(record.kind)?.collection ?? record.kind, record)}
                  className={textLink}
                >
                  <Text look="small">{record.label}</Text>
                </Link>
              ))}
            </div>
            <div>
              {item.old ? (
                <>
                  <Link
                    to="/p/$org/$project/library/$id"
                    params={{ ...project, id: found.older.id }}
                    search={{ at: passageParameter(item.old) }}
                    className={textLink}
                  >
                    <Text look="faint">{t('artifact.before')}</Text>
                  </Link>
                  <Difference pieces={item.difference} side="old" />
                </>
              ) : null}
            </div>
            <div>
              {item.new ? (
                <>
                  <Link
                    to="/p/$org/$project/library/$id"
                    params={{ ...project, id: found.newer.id }}
                    search={{ at: passageParameter(item.new) }}
                    className={textLink}
                  >
                    <Text look="faint">{t('artifact.now')}</Text>
                  </Link>
                  <Difference pieces={item.difference} side="new" />
                </>
              ) : null}
            </div>
          </article>
        ))}
      </Section>
    </div>
  )
}
