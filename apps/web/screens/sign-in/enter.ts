import { queryClient } from '../../query-client.ts'
import { router } from '../../router.tsx'

/** Goes on as the person who has just signed in, to where they were headed. Only addresses of this app are followed. */
export async function enter(next: string | undefined): Promise<void> {
  queryClient.clear()
  const inside = next !== undefined && next.startsWith('/') && !next.startsWith('//')
  await router.invalidate()
  router.history.push(inside ? next : '/')
}
