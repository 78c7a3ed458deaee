import { forKind } from '#kernel/policy/index.ts'
import { risk } from './kinds.ts'

export const policy = forKind(risk, (may) => {
  may.viewers.view()
  may.contributors.create().edit().comment().link()
  may.contributors.do('mitigate', 'reopen')
  may.admins.or('owner_id').do('accept', 'close')
  may.admins.remove()
})
