export { chunkText, defaultSizes, type Chunk, type ChunkableBlock, type ChunkSizes } from './chunking.ts'
export {
  search,
  type SearchAnswer,
  type SearchHit,
  type SearchMode,
  type SearchWish,
} from './queries/search.ts'
