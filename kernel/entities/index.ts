export * as field from './field.ts'
export type { Field, FieldType } from './field.ts'
export {
  defineEntity,
  keyOf,
  type EntityHead,
  type EntityOf,
  type Kind,
  type PersonalColumns,
  type States,
} from './kind.ts'
export { command, type Command, type Decision } from './command.ts'
export { createEntity, insertEntities, insertEntity } from './insert.ts'
export { deleteEntity, editEntity, restoreEntity, runCommand } from './write.ts'
export {
  entityById,
  findEntities,
  findEntity,
  listEntities,
  type Entity,
  type ListQuery,
  type Page,
  type Reader,
} from './read.ts'
export { anyRecord } from './any-record.ts'
export { entityAsOf, historyOf, type HistoryEntry } from './history.ts'
export { addComment, commentsOf, editComment, removeComment, type Comment } from './comments.ts'
export { setTags, tagsOf, type Tag } from './tags.ts'
export { notifyOwners } from './owners.ts'
export { isWatching, notifyWatchers, setWatching } from './watches.ts'
export { deleteEntities, editEntities } from './bulk.ts'
