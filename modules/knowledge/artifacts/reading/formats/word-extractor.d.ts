declare module 'word-extractor' {
  /** The parts of a Word file as text: paragraphs end with `\n`, cells with `\t`. */
  interface WordParts {
    getBody(options?: { filterUnicode?: boolean }): string
    getFootnotes(options?: { filterUnicode?: boolean }): string
    getEndnotes(options?: { filterUnicode?: boolean }): string
    getHeaders(options?: { filterUnicode?: boolean; includeFooters?: boolean }): string
    getAnnotations(options?: { filterUnicode?: boolean }): string
    getTextboxes(options?: { filterUnicode?: boolean; includeHeadersAndFooters?: boolean }): string
  }
  export default class WordExtractor {
    extract(source: Buffer): Promise<WordParts>
  }
}
