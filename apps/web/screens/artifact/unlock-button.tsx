import { useState, type ReactElement } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from '#design-system/button.tsx'
import { Dialog } from '#design-system/dialog.tsx'
import { Field } from '#design-system/field.tsx'
import { FormProblem } from '#design-system/form-problem.tsx'
import { TextInput } from '#design-system/inputs.tsx'
import { unlockArtifact } from '../../api/artifacts.ts'
import { projectKey } from '../../api/project.ts'
import { useProject } from '../../frame/use-project.ts'
import { useSubmit } from '../../frame/use-submit.ts'
import { t } from '../../messages/index.ts'

/** Asks for the password of a source, or of the members of an archive, that nothing else opens. */
export function UnlockButton({ id }: { id: string }): ReactElement {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('artifact.unlock')}</Button>
      {asking ? <PasswordDialog id={id} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

function PasswordDialog({ id, onClose }: { id: string; onClose: () => void }): ReactElement {
  const project = useProject()
  const client = useQueryClient()
  const [password, setPassword] = useState('')
  const { busy, problem, submit } = useSubmit()
  const open = async (): Promise<void> => {
    await unlockArtifact(project, id, password)
    await client.invalidateQueries({ queryKey: [...projectKey(project), 'artifacts'] })
    onClose()
  }
  return (
    <Dialog open onClose={onClose} title={t('artifact.unlockTitle')} closeLabel={t('general.close')}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void submit(open)
        }}
      >
        <Field label={t('auth.password')} hint={t('artifact.unlockHint')} required>
          {(control) => (
            <TextInput
              {...control}
              required
              type="password"
              autoComplete="off"
              maxLength={1000}
              value={password}
              onChange={({ target }) => setPassword(target.value)}
            />
          )}
        </Field>
        <FormProblem text={problem} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('general.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {t('artifact.unlockNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
