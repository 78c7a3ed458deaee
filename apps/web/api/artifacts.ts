import { queryOptions } from '@tanstack/react-query'
import { addressOf } from '#apps/client/call.ts'
import type { Artifact, ArtifactText, ExtractionEstimate } from '../../../generated/api.ts'
import { entityKey, headKey, listKey, pagesOf, type ListQuery } from './entities.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { call, upload } from './request.ts'

export type { Artifact, ArtifactChanges, ExtractionEstimate, Findings } from '../../../generated/api.ts'

/** A part of a source's text: a heading, a paragraph, a cell. Offsets are half-open UTF-16. */
export type TextBlock = ArtifactText['blocks'][number]

/** A page of a source as it is displayed, in points (1/72 inch). */
export type SourcePage = NonNullable<ArtifactText['pages']>[number]

/** The sources of a project. */
export const artifactsQuery = (ref: ProjectRef, query: ListQuery) =>
  pagesOf(listKey(ref, 'artifacts', query), (cursor, signal) =>
    call('artifacts.list', { params: ref, query: { limit: 50, ...query, cursor } }, { signal }),
  )

/** The first few sources. */
export const firstArtifactsQuery = (ref: ProjectRef, query: ListQuery) =>
  queryOptions({
    queryKey: headKey(ref, 'artifacts', query),
    queryFn: ({ signal }) =>
      call('artifacts.list', { params: ref, query: { limit: 50, ...query } }, { signal }),
  })

/** One source by id or key. */
export const artifactQuery = (ref: ProjectRef, id: string) =>
  queryOptions({
    queryKey: entityKey(ref, 'artifacts', id),
    queryFn: ({ signal }) => call('artifacts.get', { params: { ...ref, id } }, { signal }),
  })

/** Whether a source has not been read yet. */
export const isBeingRead = ({ state }: Pick<Artifact, 'state'>): boolean =>
  state === 'pending' || state === 'processing'

/** The text of a source and its parts. Offsets are half-open UTF-16. */
export const textQuery = (ref: ProjectRef, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'artifacts', 'entity', id, 'text'],
    queryFn: ({ signal }) => call('artifacts.text', { params: { ...ref, id } }, { signal }),
    staleTime: 5 * 60_000,
  })

/** What was found in a source, each with its places in the text. */
export const findingsQuery = (ref: ProjectRef, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'artifacts', 'entity', id, 'findings'],
    queryFn: ({ signal }) => call('artifacts.findings', { params: { ...ref, id } }, { signal }),
  })

/** Where the original file can be had. */
export const artifactFileUrl = (ref: ProjectRef, id: string): string =>
  addressOf('artifacts.file', { ...ref, id })

/** Where a picture can be shown from. */
export const artifactPictureUrl = (ref: ProjectRef, id: string): string =>
  addressOf('artifacts.page-picture', { ...ref, id, page: '1' })

/** Processes a failed source again. */
export const retryArtifact = (ref: ProjectRef, id: string) =>
  call('artifacts.retry', { params: { ...ref, id }, body: {} })

/** Reads a source, or the members of an archive, that only a password opens; it is kept nowhere. */
export const unlockArtifact = (ref: ProjectRef, id: string, password: string) =>
  upload(
    'artifacts.unlock',
    { params: { ...ref, id }, body: JSON.stringify({ password }) },
    { mediaType: 'application/json' },
  )

/** Where words stand: the page and the rectangles on it in points from its upper left corner, or the cells. */
export const placeQuery = (ref: ProjectRef, id: string, { start, end }: { start: number; end: number }) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'artifacts', 'entity', id, 'place', start, end],
    queryFn: ({ signal }) =>
      call('artifacts.place', { params: { ...ref, id }, query: { start, end } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** What changed in a source since its previous version, passage by passage, and what rests on it. */
export const changesQuery = (ref: ProjectRef, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'artifacts', 'entity', id, 'changes'],
    queryFn: ({ signal }) =>
      call('artifacts.changes', { params: { ...ref, id }, query: { limit: 500 } }, { signal }),
    retry: false,
  })

/** What finding things in a source anew would take with the configured model, before anything is sent. */
export const estimateQuery = (ref: ProjectRef, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'artifacts', 'entity', id, 'estimate'],
    queryFn: ({ signal }): Promise<ExtractionEstimate> =>
      call('artifacts.extraction_estimate', { params: { ...ref, id } }, { signal }),
    staleTime: 0,
  })

/** Finds things in a source anew; `accepted` are the tokens that somebody saw and agreed to. */
export const extractAgain = (
  ref: ProjectRef,
  id: string,
  engine: ExtractionEstimate['engine'],
  accepted: number,
) =>
  call('artifacts.extract', {
    params: { ...ref, id },
    body: engine === 'model' ? { engine, accepted_tokens: accepted } : { engine },
  })
