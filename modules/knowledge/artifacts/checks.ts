import { mostProblems, scopedTo, type CheckProblem, type InstallationCheck } from '#kernel/verify/index.ts'

/** The quote of every span stands in the text of its artifact, exactly where the span says (UTF-16, half-open). */
export const spanQuotes: InstallationCheck = {
  name: 'span-quotes',
  async run({ database }, scope) {
    const sql = database.sql('maintenance')
    const { condition, params } = scopedTo(scope, 's')
    const problems: CheckProblem[] = []
    let checked = 0
    const artifacts = await sql.query<{ org_id: string; artifact_id: string }>(
      `select distinct org_id, artifact_id from spans s where ${condition} order by 1, 2`,
      params,
    )
    // texts may be large: one at a time
    for (const { org_id, artifact_id } of artifacts) {
      const [text] = await sql.query<{ content: string }>(
        'select content from artifact_texts where org_id = $1 and artifact_id = $2',
        [org_id, artifact_id],
      )
      const spans = await sql.query<{ id: string; start: number; end: number; quote: string }>(
        'select id, start_offset as start, end_offset as end, quote from spans where org_id = $1 and artifact_id = $2',
        [org_id, artifact_id],
      )
      checked += spans.length
      for (const { id, start, end, quote } of spans) {
        if (text?.content.slice(start, end) !== quote)
          problems.push({ message: 'the quote of a span is not what its artifact says there', org_id, id })
      }
    }
    return { checked, problems }
  },
}

/** Every artifact has its file among those stored. */
export const artifactFiles: InstallationCheck = {
  name: 'artifact-files',
  async run({ database }, scope) {
    const sql = database.sql('maintenance')
    const { condition, params } = scopedTo(scope, 'a')
    const [total] = await sql.query<{ count: number }>(
      `select count(*) from artifacts a where ${condition}`,
      params,
    )
    const rows = await sql.query<{ org_id: string; id: string; filename: string }>(
      `select a.org_id, a.id, a.filename from artifacts a where ${condition}
         and not exists (select 1 from blobs b where b.org_id = a.org_id and b.project_id = a.project_id and b.sha256 = a.sha256) limit ${mostProblems}`,
      params,
    )
    return {
      checked: total?.count ?? 0,
      problems: rows.map(({ org_id, id, filename }) => ({
        message: `the file of ${filename} is not among the stored ones`,
        org_id,
        id,
      })),
    }
  },
}
