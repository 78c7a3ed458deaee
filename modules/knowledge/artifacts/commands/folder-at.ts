import { createEntity } from '#kernel/entities/index.ts'
import { invalid, type Context } from '#kernel/module/index.ts'
import { artifactFolder } from '../kinds.ts'

/**
 * The folder that an upload names by id or by path (`Contracts/2026`); missing folders of a path are made.
 * @throws Refusal 422 for a folder that is not there, or a path that is none
 */
export const folderFor = async (
  context: Context,
  wish: { folderId?: string | undefined; path?: string | undefined },
): Promise<string | null> => {
  if (wish.folderId !== undefined) return existing(context, wish.folderId)
  const names = (wish.path ?? '')
    .split('/')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  if (names.length === 0) return null
  if (names.length > 20) throw invalid([{ path: 'folder', message: 'must not be deeper than 20 folders' }])
  if (names.some((name) => name === '.' || name === '..'))
    throw invalid([{ path: 'folder', message: 'must not contain . or ..' }])
  // two uploads at the same time shall not make the same folder twice
  await context.tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `folders of ${context.project.id}`,
  ])
  let parent: string | null = null
  for (const name of names) parent = await childOf(context, parent, name)
  return parent
}

const existing = async (context: Context, id: string): Promise<string> => {
  const [row] = await context.tx.query<{ id: string }>(
    `select f.id from artifact_folders f join entities e on e.org_id = f.org_id and e.id = f.id
     where f.org_id = $1 and f.project_id = $2 and f.id = $3 and e.deleted_at is null`,
    [context.scope.orgId, context.project.id, id],
  )
  if (!row) throw invalid([{ path: 'folder_id', message: 'is not a folder of this project' }])
  return row.id
}

const childOf = async (context: Context, parentId: string | null, name: string): Promise<string> => {
  const [row] = await context.tx.query<{ id: string }>(
    `select f.id from artifact_folders f join entities e on e.org_id = f.org_id and e.id = f.id
     where f.org_id = $1 and f.project_id = $2 and f.parent_id is not distinct from $3::uuid and f.name = $4 and e.deleted_at is null
     order by e.number limit 1`,
    [context.scope.orgId, context.project.id, parentId, name],
  )
  return row?.id ?? (await createEntity(context, artifactFolder, { name, parent_id: parentId })).id
}
