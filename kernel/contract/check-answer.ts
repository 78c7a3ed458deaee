import { z } from 'zod'
import type { Callable } from './endpoint.ts'

/**
 * Holds an answer, as it is sent, against the contract: clients have its types from there and trust it without looking.
 * @throws Error naming what is otherwise
 */
export const checkAnswer = ({ name, output }: Pick<Callable, 'name' | 'output'>, answer: unknown): void => {
  const sent: unknown = answer === undefined ? undefined : JSON.parse(JSON.stringify(answer))
  const { error } = output.safeParse(sent)
  if (error) throw new Error(`${name} answers otherwise than its contract says.\n${z.prettifyError(error)}`)
}
