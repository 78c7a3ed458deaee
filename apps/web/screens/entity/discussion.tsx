import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { Avatar } from '#design-system/avatar.tsx'
import { Button } from '#design-system/button.tsx'
import { TextArea } from '#design-system/inputs.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { addComment, commentsQuery } from '../../api/comments.ts'
import type { Entity } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { formatRelative, formatTime } from '../../entities/formats.ts'
import { explain, QueryView } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'

/** What people say about an entity. */
export function Discussion({ kind, entity }: { kind: KindInfo; entity: Entity }): ReactElement {
  const project = useProject()
  const comments = useQuery(commentsQuery(project, kind.collection, entity.id))
  return (
    <div className="flex max-w-3xl flex-col gap-4 px-4 py-4">
      <QueryView query={comments} loadingLines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNotice icon="comment" title={t('entity.noComments')} text={t('entity.noCommentsText')} />
          ) : (
            <ul className="flex flex-col gap-4">
              {items.map((comment) => (
                <li key={comment.id} className="flex gap-3">
                  <Avatar name={comment.author?.name ?? t('general.someone')} />
                  <div className="flex min-w-0 flex-col">
                    <div className="flex items-baseline gap-2">
                      <Text strong>{comment.author?.name ?? t('general.someone')}</Text>
                      <Text look="faint" title={formatTime(comment.created_at)}>
                        {formatRelative(comment.created_at)}
                      </Text>
                    </div>
                    <div className="whitespace-pre-wrap">{comment.body}</div>
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

function CommentForm({ kind, entity }: { kind: KindInfo; entity: Entity }): ReactElement {
  const project = useProject()
  const client = useQueryClient()
  const announce = useToast()
  const [body, setBody] = useState('')
  const [busy, setBusy] = useState(false)
  const send = async (): Promise<void> => {
    if (body.trim() === '' || busy) return
    setBusy(true)
    try {
      await addComment(project, kind.collection, entity.id, body.trim())
      setBody('')
      await client.invalidateQueries(commentsQuery(project, kind.collection, entity.id))
    } catch (cause) {
      announce(t('error.failed'), { tone: 'bad', detail: explain(cause).text })
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <TextArea
        aria-label={t('entity.comment')}
        placeholder={t('entity.commentPlaceholder')}
        value={body}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void send()
        }}
      />
      <div className="flex items-center gap-3">
        <Button type="submit" busy={busy} disabled={body.trim() === ''}>
          {t('entity.comment')}
        </Button>
        <Text look="faint">{t('entity.commentHint')}</Text>
      </div>
    </form>
  )
}
