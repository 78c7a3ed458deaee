import { forKind } from '#kernel/policy/index.ts'
import { issue } from './kinds.ts'

export const policy = forKind(issue, (may) => {
  may.viewers.view()
  may.contributors.create().edit().comment().link()
  may.contributors.do('start').when((row) => row.state === 'open')
  may.contributors.do('resolve').when((row) => row.state === 'open' || row.state === 'in_progress')
  may.contributors.do('reopen').when((row) => row.state !== 'open')
  may.admins
    .or('owner_id')
    .do('close')
    .when((row) => row.state === 'resolved')
  may.admins.remove()
})
