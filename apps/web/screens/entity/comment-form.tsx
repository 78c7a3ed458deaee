import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { MentionInput } from '#design-system/mention-input.tsx'
import { modKey } from '#design-system/keys.ts'
import { RichText } from '#design-system/rich-text.tsx'
import { Text } from '#design-system/text.tsx'
import { addComment, commentsQuery, editComment, type Comment } from '../../api/comments.ts'
import type { Entity } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { membersQuery } from '../../api/members.ts'
import { useAct } from '../../frame/use-act.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { mentionBegun } from './threads.ts'

/** Writes a comment, an answer to one, or another wording of one's own. What is typed survives a reload until it is sent. */
export function CommentForm(props: {
  kind: KindInfo
  entity: Entity
  parentId?: string
  editing?: Comment
  onDone?: () => void
}): ReactElement {
  const { kind, entity, parentId, editing } = props
  const project = useProject()
  const client = useQueryClient()
  const members = useQuery(membersQuery(project.org))
  const { act, busy } = useAct()
  const keptAs = `comment ${entity.id} ${editing?.id ?? parentId ?? ''}`
  const [body, setBodyNow] = useState(() => sessionStorage.getItem(keptAs) ?? editing?.body ?? '')
  const [previewing, setPreviewing] = useState(false)
  const setBody = (text: string) => {
    setBodyNow(text)
    if (text === '' || text === editing?.body) sessionStorage.removeItem(keptAs)
    else sessionStorage.setItem(keptAs, text)
  }
  const send = async (): Promise<void> => {
    if (body.trim() === '' || busy) return
    const said = body.trim()
    const place = [project, kind.collection, entity.id] as const
    if (
      !(await act(() =>
        editing ? editComment(...place, editing.id, said) : addComment(...place, said, parentId),
      ))
    )
      return
    setBody('')
    await client.invalidateQueries(commentsQuery(project, kind.collection, entity.id))
    props.onDone?.()
  }
  const label = editing ? t('entity.editComment') : parentId ? t('entity.reply') : t('entity.comment')
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <MentionInput
        label={label}
        placeholder={t('entity.commentPlaceholder')}
        value={body}
        onChange={setBody}
        onSend={() => void send()}
        begun={mentionBegun}
        autoFocus={parentId !== undefined || editing !== undefined}
        people={(members.data ?? []).map((member) => ({
          id: member.user_id,
          name: member.name,
          token: member.email,
        }))}
      />
      {previewing && body.trim() !== '' ? (
        <section aria-label={t('entity.preview')} className="px-3 py-1">
          <RichText text={body} />
        </section>
      ) : null}
      <div className="flex items-center gap-3">
        <Button type="submit" busy={busy} disabled={body.trim() === ''}>
          {editing ? t('general.save') : label}
        </Button>
        <Button look="quiet" aria-pressed={previewing} onClick={() => setPreviewing(!previewing)}>
          {t('entity.preview')}
        </Button>
        {props.onDone ? (
          <Button
            look="quiet"
            onClick={() => {
              sessionStorage.removeItem(keptAs)
              props.onDone?.()
            }}
          >
            {t('general.cancel')}
          </Button>
        ) : (
          <Text look="faint">{t('entity.commentHint', { keys: `${modKey}Enter` })}</Text>
        )}
      </div>
    </form>
  )
}
