import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Menu } from '#design-system/menu.tsx'
import { askedQuery, forgetAnswer, keepAnswer, proposeFromAnswer, type Answer } from '../../api/answers.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { projectKey } from '../../api/project.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { useAct } from '../../frame/use-act.ts'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { inSentence, t } from '../../messages/index.ts'
import { useRole } from '../settings/use-role.ts'

/** Kinds that have a way of their own into a project. */
const others = new Set(['artifact', 'artifact_folder', 'suggestion'])

/** What can be made of an answer: a source, a suggested record; or it is forgotten. */
export function AnswerActions({ answer }: { answer: Answer }): ReactElement {
  const project = useProject()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { kinds } = useKinds()
  const { mayWrite } = useRole()
  const { act, busy } = useAct()
  const [keeping, setKeeping] = useState(false)
  const rests = answer.citations.length > 0
  const mayKeep = rests && mayWrite
  const makeable = rests ? kinds.filter(({ kind, creatable }) => creatable && !others.has(kind)) : []
  const propose = ({ kind }: KindInfo) =>
    void act(async () => {
      const { id } = await proposeFromAnswer(project, answer.id, kind)
      await client.invalidateQueries({ queryKey: [...projectKey(project), 'suggestions'] })
      await navigate({ to: '/p/$org/$project/inbox', params: project, hash: id })
    })
  const forget = () =>
    void act(async () => {
      await forgetAnswer(project, answer.id)
      await client.invalidateQueries(askedQuery(project))
      await navigate({ to: '.', search: { ask: 'yes' } })
    }, t('search.forgotten'))
  return (
    <div className="flex flex-wrap gap-2">
      {makeable.length > 0 ? (
        <Menu
          trigger={<Button busy={busy}>{t('search.propose')}</Button>}
          items={makeable.map((kind) => ({
            label: kind.label.one,
            onSelect: () => propose(kind),
          }))}
        />
      ) : null}
      {mayKeep ? <Button onClick={() => setKeeping(true)}>{t('search.keep')}</Button> : null}
      <Button look="quiet" disabled={busy} onClick={forget}>
        {t('search.forget')}
      </Button>
      <FieldDialog
        open={keeping}
        onClose={() => setKeeping(false)}
        title={t('search.keep')}
        note={t('search.keepText')}
        fields={[
          { name: 'filename', label: t('search.keepName'), type: 'text', required: true, writable: true },
        ]}
        initial={{
          filename: `${inSentence(answer.question)
            .slice(0, 80)
            .replaceAll(/[?/\\]/g, '')}.md`,
        }}
        submitLabel={t('search.keep')}
        submit={async ({ filename }) => {
          const { id } = await keepAnswer(project, answer.id, String(filename))
          await client.invalidateQueries({ queryKey: [...projectKey(project), 'artifacts'] })
          await navigate({ to: '/p/$org/$project/library/$id', params: { ...project, id } })
        }}
      />
    </div>
  )
}
