declare module 'tesseract.js-core/tesseract-core-simd-lstm.js' {
  /** The part of Tesseract's C++ interface that is used here. */
  export interface TessBaseAPI {
    /** 0 where the data of all languages (`eng+deu`) could be loaded from the folder */
    Init(folder: string, languages: string, engine: number): number
    SetVariable(name: string, value: string): boolean
    SetPageSegMode(mode: number): void
    /** reads `/input`; 0 where it is a picture */
    SetImageFile(orientation: number, angle: number): number
    Recognize(monitor: null): number
    /** lines of level, page, block, paragraph, line, word, left, top, width, height, confidence and text */
    GetTSVText(page: number): string
    Clear(): void
    End(): void
  }
  export interface TesseractModule {
    FS: {
      mkdir(path: string): void
      writeFile(path: string, bytes: Uint8Array): void
      unlink(path: string): void
    }
    TessBaseAPI: new () => TessBaseAPI
  }
  const load: (options: {
    print?: (line: string) => void
    printErr?: (line: string) => void
  }) => Promise<TesseractModule>
  export default load
}
