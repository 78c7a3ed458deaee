import { z } from 'zod'
import {
  entitySchema,
  onlyOnce,
  rawEndpoint,
  repeatableBytes,
  type RawRequest,
  type Repeatable,
} from '#kernel/contract/index.ts'
import { invalid, parseInput, type Context } from '#kernel/module/index.ts'
import { addFile, lockContents, type AddedFile } from '../commands/add-file.ts'
import { attachFiles } from '../commands/attach-files.ts'
import { addVersion } from '../commands/add-version.ts'
import { artifact } from '../kinds.ts'
import { folderFor } from '../commands/folder-at.ts'
import { receiveUpload, uploadFields, type Upload } from './receive.ts'

/** What an upload is answered with. */
export const uploadAnswers = {
  200: 'Every file was there before: the present ones, each with duplicate_of',
  201: 'At least one file is new: the file, or {items} where several were sent',
  400: 'The body broke off or cannot be read',
  409: 'The Idempotency-Key was spent, or somebody changed the same thing at the same moment',
  413: 'Larger than UPLOAD_MAX_BYTES',
  422: 'A field is wrong, a name is missing, or the Idempotency-Key was used for another upload',
  507: 'The file storage is full',
} as const

/** A file that has arrived. */
export const addedSchema = entitySchema(artifact)
  .extend({
    /** the file itself, where the library had its content already */
    duplicate_of: z.uuid().optional(),
  })
  .meta({ id: 'AddedArtifact' })

/** `POST artifacts`: files into the library. */
export const uploadFiles = rawEndpoint({
  method: 'POST',
  path: 'artifacts',
  name: 'artifacts.upload',
  summary:
    'Upload files: a form with the field file (also several), or a bare body named in Content-Disposition; with attached_to, the id or key of a record, they are attached to it',
  permit: { kind: 'artifact', action: 'create' },
  query: uploadFields,
  consumes: 'multipart/form-data',
  produces: 'application/json',
  successStatus: 201,
  answers: uploadAnswers,
  output: z.union([addedSchema, z.object({ items: z.array(addedSchema) })]),
  async handle(open) {
    const upload = await receiveUpload(open)
    const request = repeatableBytes(open, 'artifacts', contentsOf(upload))
    answer(open, await once(open, request, (context) => addAll(context, upload)))
  },
})

/** `POST artifacts/{id}/versions`: a newer version of a file. */
export const uploadVersion = rawEndpoint({
  method: 'POST',
  path: 'artifacts/{id}/versions',
  name: 'artifacts.add_version',
  summary: 'Upload a newer version of a file, which supersedes it',
  permit: { kind: 'artifact', action: 'edit' },
  query: uploadFields.pick({ filename: true }),
  consumes: 'multipart/form-data',
  produces: 'application/json',
  successStatus: 201,
  answers: uploadAnswers,
  output: addedSchema,
  async handle(open) {
    const upload = await receiveUpload(open)
    const { files, fields } = upload
    parseInput(uploadFields.pick({ filename: true }), fields)
    const [file] = files
    if (!file || files.length > 1)
      throw invalid([{ path: 'file', message: 'must be exactly one: a version is one file' }])
    const request = repeatableBytes(open, 'artifacts/versions', contentsOf(upload))
    answer(
      open,
      await once(open, request, async (context) => [await addVersion(context, open.params.id ?? '', file)]),
    )
  },
})

const contentsOf = ({ files, fields }: Upload) => ({
  files: files.map(({ filename, stored }) => [filename, stored.key]),
  fields,
})

/** In one transaction; a repetition is answered with the files of the first time. */
const once = (
  open: RawRequest,
  request: Repeatable | undefined,
  add: (context: Context) => Promise<AddedFile[]>,
): Promise<AddedFile[]> =>
  open.transaction((context) => onlyOnce(context.tx, context.scope, open.facts, request, () => add(context)))

const addAll = async (context: Context, { files, fields }: Upload): Promise<AddedFile[]> => {
  const folderId = await folderFor(context, { folderId: fields.folder_id, path: fields.folder })
  await lockContents(
    context,
    files.map(({ stored }) => stored.key),
  )
  const added: AddedFile[] = []
  for (const file of files) added.push(await addFile(context, { ...file, folderId }))
  if (fields.attached_to !== undefined) await attachFiles(context, fields.attached_to, added)
  return added
}

/** One file is answered as the entity itself, several as `{items}`; 201 where anything is new. */
export const answer = ({ response }: RawRequest, added: readonly AddedFile[]): void => {
  const items = added.map(({ entity, isDuplicate }) =>
    isDuplicate ? { ...entity, duplicate_of: entity.id } : entity,
  )
  const [first] = items
  const body = items.length === 1 && first ? first : { items }
  response.statusCode = added.some(({ isDuplicate }) => !isDuplicate) ? 201 : 200
  response.setHeader('content-type', 'application/json')
  if (items.length === 1 && first) response.setHeader('etag', `"${first.version}"`)
  response.end(JSON.stringify(body))
}
