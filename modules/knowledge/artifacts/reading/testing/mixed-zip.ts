import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'

/** An archive of texts of which some are encrypted (AES, as of WinZip) and the others are not. */
export async function mixedZipOf(
  plain: Record<string, string>,
  encrypted: Record<string, string>,
  password: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false })
  for (const [path, text] of Object.entries(plain)) await writer.add(path, new TextReader(text))
  for (const [path, text] of Object.entries(encrypted))
    await writer.add(path, new TextReader(text), { password, encryptionStrength: 3 })
  return Uint8Array.from(await writer.close())
}
