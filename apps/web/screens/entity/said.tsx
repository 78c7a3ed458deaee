import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { Avatar } from '#design-system/avatar.tsx'
import { IconButton } from '#design-system/button.tsx'
import { Menu } from '#design-system/menu.tsx'
import { RichText } from '#design-system/rich-text.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { commentsQuery, deleteComment, type Comment } from '../../api/comments.ts'
import type { Entity } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { meQuery } from '../../api/me.ts'
import { actorName } from '../../entities/actor-name.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { formatRelative, formatTime } from '../../entities/formats.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { CommentForm } from './comment-form.tsx'

/** One comment; its author may word it anew or take it away. */
export function Said(props: { kind: KindInfo; entity: Entity; comment: Comment }): ReactElement {
  const { kind, entity, comment } = props
  const me = useQuery(meQuery).data?.user.id
  const [editing, setEditing] = useState(false)
  const [deleting, setDeleting] = useState(false)
  const name = actorName(comment.author)
  const mine = comment.author.id === me && entity.abilities.comment && !entity.deleted_at
  return (
    <div className="flex gap-3">
      <Avatar name={name} />
      <div className="flex min-w-0 grow flex-col">
        <div className="flex items-baseline gap-2">
          <Text strong>{name}</Text>
          <Text look="faint" title={formatTime(comment.created_at)}>
            {formatRelative(comment.created_at)}
          </Text>
          {comment.edited_at ? (
            <Text look="faint" title={formatTime(comment.edited_at)}>
              {t('entity.edited')}
            </Text>
          ) : null}
          {mine && !editing ? (
            <Menu
              trigger={<IconButton icon="more" label={t('entity.commentMore')} />}
              items={[
                { label: t('entity.editComment'), icon: 'edit', onSelect: () => setEditing(true) },
                {
                  label: t('entity.deleteComment'),
                  icon: 'trash',
                  tone: 'bad',
                  onSelect: () => setDeleting(true),
                },
              ]}
            />
          ) : null}
        </div>
        {editing ? (
          <CommentForm kind={kind} entity={entity} editing={comment} onDone={() => setEditing(false)} />
        ) : (
          <RichText text={comment.body} />
        )}
      </div>
      <TakeAway {...props} open={deleting} onClose={() => setDeleting(false)} />
    </div>
  )
}

function TakeAway(props: {
  kind: KindInfo
  entity: Entity
  comment: Comment
  open: boolean
  onClose: () => void
}): ReactElement {
  const { collection } = props.kind
  const { id } = props.entity
  const project = useProject()
  const client = useQueryClient()
  const announce = useToast()
  return (
    <FieldDialog
      open={props.open}
      onClose={props.onClose}
      title={t('entity.deleteComment')}
      note={t('entity.deleteCommentText')}
      fields={[]}
      danger
      submitLabel={t('entity.deleteComment')}
      submit={async () => {
        await deleteComment(project, collection, id, props.comment.id)
        announce(t('entity.commentDeleted'))
        await client.invalidateQueries(commentsQuery(project, collection, id))
      }}
    />
  )
}
