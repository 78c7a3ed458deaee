import type { Comment } from '../../api/comments.ts'

/** A comment with what was answered to it, oldest first. */
export type Thread = { first: Comment; replies: Comment[] }

/** Gathers comments into threads of one level: an answer to an answer stands under the first of its thread. */
export function threadsOf(comments: readonly Comment[]): Thread[] {
  const byId = new Map(comments.map((comment) => [comment.id, comment]))
  const rootOf = (comment: Comment): Comment => {
    const seen = new Set<string>()
    let at = comment
    while (at.parent_id && !seen.has(at.id)) {
      seen.add(at.id)
      const parent = byId.get(at.parent_id)
      if (!parent) return at
      at = parent
    }
    return at
  }
  const threads = new Map<string, Thread>()
  for (const comment of comments) {
    const first = rootOf(comment)
    const thread = threads.get(first.id) ?? { first, replies: [] }
    if (comment.id !== first.id) thread.replies.push(comment)
    threads.set(first.id, thread)
  }
  return [...threads.values()]
}

/** The beginning of a mention that is being written at the end of what stands before the cursor: `@ann`. */
export const mentionBegun = (before: string): string | undefined =>
  /(?:^|\s)@([\p{L}\p{N}._-]*)$/u.exec(before)?.[1]
