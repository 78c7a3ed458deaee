import { forKind } from '#kernel/policy/index.ts'
import { decision } from './kinds.ts'

export const policy = forKind(decision, (may) => {
  may.viewers.view()
  may.contributors.create().comment().link()
  may.contributors.edit().when((row) => row.state === 'proposed')
  may.admins.edit()
  may.contributors.do('add_participant', 'remove_participant', 'respond')
  may.admins
    .or('decided_by')
    .do('approve', 'reject')
    .when((row) => row.state === 'proposed')
  may.admins
    .or('decided_by')
    .do('propose')
    .when((row) => row.state === 'rejected')
  may.admins
    .or('decided_by')
    .do('supersede')
    .when((row) => row.state === 'approved')
  may.admins.remove()
})
