import type { LanguageModelV4Usage } from '@ai-sdk/provider'
import type { TokenCount } from './ports.ts'

/** No tokens at all: the start of a sum. */
export const noTokens: TokenCount = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, reasoning: 0 }

/** A count and whether it is the provider's own or taken from the length of the texts. */
export interface CountedTokens {
  tokens: TokenCount
  estimated: boolean
}

/** The provider's count; the parts it left out are estimated from the texts. */
export function countTokens(
  usage: LanguageModelV4Usage | undefined,
  sent: string,
  received: string,
): CountedTokens {
  const input = usage?.inputTokens.total
  const output = usage?.outputTokens.total
  return {
    estimated: input === undefined || output === undefined,
    tokens: {
      input: input ?? estimateTokens(sent),
      output: output ?? estimateTokens(received),
      cacheRead: usage?.inputTokens.cacheRead ?? 0,
      cacheWrite: usage?.inputTokens.cacheWrite ?? 0,
      reasoning: usage?.outputTokens.reasoning ?? 0,
    },
  }
}

/** Four characters to the token, the providers' own rule of thumb for English prose. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 4)
}

/** The sum of two counts, part by part. */
export function addTokens(a: TokenCount, b: TokenCount): TokenCount {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite: a.cacheWrite + b.cacheWrite,
    reasoning: a.reasoning + b.reasoning,
  }
}
