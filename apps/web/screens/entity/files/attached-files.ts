import { attachment, type Link } from '../../../api/links.ts'

/** The links by which files are attached to a record, among all that it has. */
export const attachedFiles = (links: readonly Link[]): Link[] =>
  links.filter(
    ({ relation, direction, other }) =>
      relation === attachment && direction === 'in' && other.kind === 'artifact',
  )
