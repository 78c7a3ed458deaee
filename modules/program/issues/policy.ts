import { forKind } from '#kernel/policy/index.ts'
import { issue } from './kinds.ts'

export const policy = forKind(issue, (may) => {
  may.viewers.view()
  may.contributors.create().edit().comment().link()
  may.contributors.do('start', 'resolve', 'reopen')
  may.admins.or('owner_id').do('close')
  may.admins.remove()
})
