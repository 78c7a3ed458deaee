import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { commentsQuery } from '../../api/comments.ts'
import type { Entity } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { CommentForm } from './comment-form.tsx'
import { Said } from './said.tsx'
import { threadsOf } from './threads.ts'

/** What people say about an entity, in threads. */
export function Discussion({ kind, entity }: { kind: KindInfo; entity: Entity }): ReactElement {
  const project = useProject()
  const comments = useQuery(commentsQuery(project, kind.collection, entity.id))
  const [answering, setAnswering] = useState<string>()
  return (
    <div className="flex max-w-3xl flex-col gap-4 px-4 py-4">
      <QueryView query={comments} loadingLines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNotice icon="comment" title={t('entity.noComments')} text={t('entity.noCommentsText')} />
          ) : (
            <ul className="flex flex-col gap-5">
              {threadsOf(items).map(({ first, replies }) => (
                <li key={first.id} className="flex flex-col gap-3">
                  <Said kind={kind} entity={entity} comment={first} />
                  <div className="flex flex-col gap-3 pl-8">
                    {replies.map((reply) => (
                      <Said key={reply.id} kind={kind} entity={entity} comment={reply} />
                    ))}
                    {answering === first.id ? (
                      <CommentForm
                        kind={kind}
                        entity={entity}
                        parentId={first.id}
                        onDone={() => setAnswering(undefined)}
                      />
                    ) : (
                      <div>
                        <Button size="small" look="quiet" onClick={() => setAnswering(first.id)}>
                          {t('entity.reply')}
                        </Button>
                      </div>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      <CommentForm kind={kind} entity={entity} />
    </div>
  )
}
