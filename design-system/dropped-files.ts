const folders = new WeakMap<File, string>()

/** The folder that a dropped or chosen file lay in, as a path (`Contracts/2026`); empty where it lay in none. */
export const folderOf = (file: File): string =>
  folders.get(file) ?? file.webkitRelativePath.split('/').slice(0, -1).join('/')

/** The files of a drop, folders walked to their leaves. Hidden files (`.DS_Store` and the like) are left out. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // Entries must be taken before the first await: the browser empties the transfer when the event ends.
  const items = [...transfer.items].filter(({ kind }) => kind === 'file')
  // A picture that is dragged out of another page is a file without an entry.
  const dropped = items.map((item) => item.webkitGetAsEntry() ?? item.getAsFile())
  const files = await Promise.all(
    dropped.map(async (each) => (each === null ? [] : each instanceof File ? [each] : filesOf(each))),
  )
  return files.flat()
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (entry.name.startsWith('.')) return []
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    folders.set(file, entry.fullPath.split('/').filter(Boolean).slice(0, -1).join('/'))
    return [file]
  }
  if (!isFolder(entry)) return []
  const reader = entry.createReader()
  const children: FileSystemEntry[] = []
  // A reader gives at most a hundred entries at a time and an empty batch at the end.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (batch.length === 0) break
    children.push(...batch)
  }
  return (await Promise.all(children.map(filesOf))).flat()
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
