import { addressOf, type StreamAnswerOf } from '#apps/client/call.ts'
import type { ImportReport } from '../../../generated/api.ts'
import { exportAddress } from './many-entities.ts'
import type { ProjectRef } from './project.ts'
import { send, upload } from './request.ts'

export type { ImportReport } from '../../../generated/api.ts'

/** A table to import: CSV, or JSON as the export writes it. */
export type ImportFile = { name: string; text: string; mediaType: 'text/csv' | 'application/json' }

/** Imports records; with `dryRun`, only says what would come of it. */
export const importRecords = (
  ref: ProjectRef,
  collection: string,
  { text, mediaType }: ImportFile,
  dryRun: boolean,
): Promise<ImportReport> =>
  upload(
    'entities.import',
    { params: { ...ref, collection }, query: { dry_run: dryRun ? '1' : '0' }, body: text },
    { mediaType },
  )

/** All records of a register, as text in that format. */
export const exportRecords = async (
  ref: ProjectRef,
  collection: string,
  format: 'csv' | 'json',
): Promise<string> => (await send(exportAddress(ref, collection, format, {}))).text()

/** Where the whole project can be had as one archive: records, history, links and files. */
export const projectArchiveUrl = (ref: ProjectRef): string => addressOf('projects.export', ref)

/** What an archive became. */
export type ImportedProject = StreamAnswerOf<'projects.import'>

/** Makes a new project of an archive, beside the one that it came from. */
export const importArchive = (org: string, file: File): Promise<ImportedProject> =>
  upload('projects.import', { params: { org }, body: file }, { mediaType: 'application/zip' })
