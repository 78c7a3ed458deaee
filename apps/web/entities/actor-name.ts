import { formatWord } from './formats.ts'

/** Who did something: the name of a person or of an agent, else what it was, such as the system. */
export const actorName = ({ name, type }: { name: string | null; type: string }): string =>
  name ?? formatWord(type)
