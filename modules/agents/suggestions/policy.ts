import { forKind } from '#kernel/policy/index.ts'
import { suggestion } from './kinds.ts'

export const policy = forKind(suggestion, (may) => {
  may.viewers.view()
  may.contributors.comment().link()
  may.contributors.do('accept', 'reject').when((row) => row.state === 'pending')
  may.admins.remove()
})
