import { generate } from '#apps/generate/generate.ts'
import type { Verb } from '../verb.ts'

/** `generate`: writes everything under generated/ and the shipped tables anew; `--check` only tells what is out of date. */
export const verb: Verb = {
  options: {
    check: { type: 'boolean', help: 'write nothing; exit 1 where a file no longer tells the truth' },
  },
  async run(invocation) {
    const check = invocation.flag('check')
    const { stale } = await generate(check)
    invocation.output.answer({ stale }, () =>
      stale.length === 0
        ? 'what is generated tells the truth'
        : stale.map((name) => `${check ? 'out of date' : 'written'}: ${name}`).join('\n'),
    )
    return check && stale.length > 0 ? 1 : 0
  },
}
