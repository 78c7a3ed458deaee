// Zod's functional face names these after reserved words.
export { _default as withDefault, catch as orElse } from 'zod/mini'
