import { z } from 'zod'
import { AiError } from '../errors.ts'

/** Where models are pulled from. */
export interface Hub {
  /** address without a slash at its end; Hugging Face's protocol is spoken there */
  url: string
  /** for models that not everybody may have */
  token?: string | undefined
}

/** A file of a model on a hub, with what it is checked against. */
export interface HubFile {
  path: string
  /** bytes */
  size: number
  /** SHA-256 of large files; of small ones the id that git gives their content */
  checksum: { kind: 'sha256' | 'git'; hex: string }
}

/** What a hub says of a model. */
export interface HubModel {
  name: string
  /** the commit that is pulled: a branch may move on in the middle */
  revision: string
  license: string | undefined
  files: HubFile[]
}

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`))
const sibling = z.looseObject({
  rfilename: z.string(),
  size: z.int().nonnegative().optional(),
  blobId: hex(40).optional(),
  lfs: z.looseObject({ sha256: hex(64), size: z.int().nonnegative() }).nullish(),
})
const listing = z.looseObject({
  sha: hex(40),
  siblings: z.array(sibling),
  cardData: z.looseObject({ license: z.union([z.string(), z.array(z.string())]).nullish() }).nullish(),
})

/** Asks a hub what files a model has. @throws AiError that says what to do */
export const askHub = async (
  hub: Hub,
  name: string,
  revision: string,
  signal?: AbortSignal,
): Promise<HubModel> => {
  const address = `${hub.url}/api/models/${name}/revision/${encodeURIComponent(revision)}?blobs=true`
  const answer = await reach(hub, address, {}, signal)
  if ([401, 403, 404].includes(answer.status))
    throw new AiError(
      'ai-misconfigured',
      `There is no model ${name} (${revision}) at ${hub.url}, or it is not for everybody. Check the name; where it needs a token, set AI_MODEL_HUB_TOKEN.`,
    )
  const parsed = answer.ok ? listing.safeParse(await answer.json().catch(() => undefined)) : undefined
  if (!parsed?.success)
    throw new AiError(
      'ai-unavailable',
      `${hub.url} answered ${answer.status} in a way that model hubs do not. Check AI_MODEL_HUB, or try again later.`,
      { retryable: true },
    )
  const { sha, siblings, cardData } = parsed.data
  return {
    name,
    revision: sha,
    license: cardData?.license?.toString(),
    files: siblings.flatMap(({ rfilename, size, blobId, lfs }): HubFile[] => {
      if (lfs) return [{ path: rfilename, size: lfs.size, checksum: { kind: 'sha256', hex: lfs.sha256 } }]
      if (size === undefined || blobId === undefined) return []
      return [{ path: rfilename, size, checksum: { kind: 'git', hex: blobId } }]
    }),
  }
}

/** Asks something of a hub. @throws AiError where it cannot be reached */
export const reach = async (
  hub: Hub,
  address: string,
  headers: Record<string, string>,
  signal?: AbortSignal,
): Promise<Response> => {
  try {
    return await fetch(address, {
      headers: { ...headers, ...(hub.token ? { authorization: `Bearer ${hub.token}` } : {}) },
      ...(signal ? { signal } : {}),
    })
  } catch {
    if (signal?.aborted) throw new AiError('ai-cancelled', 'Pulling the model was cancelled.')
    throw new AiError(
      'ai-unavailable',
      `${hub.url} cannot be reached from here. Check the connection, or set AI_MODEL_HUB to a hub that can be; a model's folder can also be copied here and named: AI_EMBEDDING_MODEL=local:FOLDER.`,
      { retryable: true },
    )
  }
}
