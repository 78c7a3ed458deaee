import type { Upkeep } from '#kernel/module/index.ts'

/** Uploads that were begun and not finished in time are forgotten; their parts are swept with what nothing refers to. */
export const forgetExpiredUploads: Upkeep = {
  name: 'unfinished uploads',
  async run({ database, config }) {
    const gone = await database
      .sql('maintenance')
      .query(
        'delete from artifact_uploads where created_at < now() - make_interval(hours => $1) returning 1',
        [config.UPLOAD_EXPIRY_HOURS],
      )
    return gone.length
  },
}
