import { parentPort } from 'node:worker_threads'

import { workInBackground } from '#kernel/jobs/background-thread.ts'
import { readDocument } from './read-document.ts'
import { asReadingError } from './reading-error.ts'
import type { PictureWish, WorkerAnswer, WorkerTask } from './worker-messages.ts'

// The body of a reader's thread: one document after the other; what it answers is typed in worker-messages.ts.
const port = parentPort
if (!port) throw new Error('reader-worker.ts runs in a worker thread only')

port.on('message', (task: WorkerTask) => void answer(task))

async function answer({ id, source, picture }: WorkerTask): Promise<void> {
  let spoken = 0
  try {
    if (picture) {
      say({ id, outcome: { picture: await drawPage(source, picture) } })
      return
    }
    // pages are drawn for people who wait; documents can wait for them
    workInBackground()
    const reading = await readDocument({
      ...source,
      onProgress: (progress) => {
        // Ten times a second is enough for a person, and does not slow a document of ten thousand pages.
        const now = performance.now()
        if (now - spoken < 100 && progress.done < progress.total) return
        spoken = now
        say({ id, progress })
      },
    })
    const buffers = new Set<ArrayBuffer>()
    for (const { bytes } of reading.attachments)
      if (bytes.buffer instanceof ArrayBuffer) buffers.add(bytes.buffer)
    say({ id, outcome: { reading } }, [...buffers])
  } catch (error) {
    const { code, message } = asReadingError(error)
    say({ id, failure: { code, message } })
  }
}

async function drawPage(source: WorkerTask['source'], { page, width }: PictureWish): Promise<Uint8Array> {
  const { openPagePictures } = await import('./pages/page-pictures.ts')
  const pictures = await openPagePictures(source.bytes, source.password)
  try {
    return await pictures.png(page, width)
  } finally {
    pictures.close()
  }
}

function say(message: WorkerAnswer, transfer: ArrayBuffer[] = []): void {
  port?.postMessage(message, transfer)
}
