import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Dialog } from '#design-system/dialog.tsx'
import { Field } from '#design-system/field.tsx'
import { FormProblem } from '#design-system/form-problem.tsx'
import { Select, TextInput } from '#design-system/inputs.tsx'
import { headQuery } from '../../api/entities.ts'
import { useProject } from '../../frame/use-project.ts'
import { useSubmit } from '../../frame/use-submit.ts'
import { t } from '../../messages/index.ts'
import { foldersInOrder } from './folder-tree.tsx'
import { useMoving, type Load } from './moving.ts'

/** Where chosen files go, without a mouse: a folder there is, none, or a new one. */
export function MoveDialog(props: { load: Load; onClose: () => void; onMoved: () => void }): ReactElement {
  const project = useProject()
  const folders = useQuery(headQuery(project, 'artifact-folders', { sort: 'label', limit: 200 }))
  const { move, makeFolder } = useMoving()
  const [folder, setFolder] = useState('')
  const [name, setName] = useState('')
  const { busy, problem, submit } = useSubmit()
  const moveThere = async (): Promise<void> => {
    const target = folder === 'new' ? await makeFolder(name.trim()) : folder || null
    await move(props.load, target)
    props.onMoved()
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('library.moveTitle', { count: props.load.ids.length })}
      closeLabel={t('general.close')}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void submit(moveThere)
        }}
      >
        <Field label={t('library.folder')}>
          {(control) => (
            <Select {...control} value={folder} onChange={({ target }) => setFolder(target.value)}>
              <option value="">{t('library.noFolder')}</option>
              {foldersInOrder(folders.data?.items ?? []).map(({ folder: each, depth }) => (
                <option key={each.id} value={each.id}>
                  {`${'\u2003'.repeat(depth)}${each.label}`}
                </option>
              ))}
              <option value="new">{t('library.newFolder')}</option>
            </Select>
          )}
        </Field>
        {folder === 'new' ? (
          <Field label={t('library.folderName')} required>
            {(control) => (
              <TextInput
                {...control}
                required
                maxLength={200}
                value={name}
                onChange={({ target }) => setName(target.value)}
              />
            )}
          </Field>
        ) : null}
        <FormProblem text={problem} />
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>{t('general.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {t('library.moveNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
