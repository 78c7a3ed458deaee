import { defineEntity, field } from '#kernel/entities/index.ts'

/** A source file. Its bytes never change; a new version of it is another artifact that supersedes this one. */
export const artifact = defineEntity({
  kind: 'artifact',
  table: 'artifacts',
  prefix: 'FILE',
  label: { one: 'File', many: 'Files' },
  group: 'Library',
  title: 'filename',
  creatable: false,
  fields: {
    filename: field.fixed(field.text({ max: 255 })),
    media_type: field.fixed(field.text()),
    size_bytes: field.fixed(field.integer()),
    sha256: field.fixed(field.text()),
    folder_id: field.reference('artifact_folder'),
    mail_id: field.fixed(field.reference('artifact')),
    category: field.text({ max: 100 }),
    subcategory: field.text({ max: 100 }),
    format: field.fixed(field.text()),
    title: field.fixed(field.text()),
    language: field.fixed(field.text()),
    document_date: field.date(),
    state: field.fixed(field.choice(['pending', 'processing', 'processed', 'failed'])),
    failure_code: field.fixed(field.text()),
    failure_reason: field.fixed(field.text({ max: 2_000 })),
    processed_at: field.fixed(field.timestamp()),
    engine: field.fixed(field.text()),
    version_number: field.fixed(field.integer()),
    superseded_by: field.fixed(field.reference('artifact')),
    page_count: field.fixed(field.integer()),
    text_length: field.fixed(field.integer()),
    chunk_count: field.fixed(field.integer()),
    person_count: field.fixed(field.integer()),
    fact_count: field.fixed(field.integer()),
    topic_count: field.fixed(field.integer()),
    insight_count: field.fixed(field.integer()),
    dropped_count: field.fixed(field.integer()),
  },
  search: ['filename', 'title'],
  columns: ['key', 'filename', 'state', 'size_bytes', 'folder_id', 'insight_count', 'updated_at'],
})

/** A folder of the library. */
export const artifactFolder = defineEntity({
  kind: 'artifact_folder',
  table: 'artifact_folders',
  prefix: 'DIR',
  label: { one: 'Folder', many: 'Folders' },
  group: 'Library',
  title: 'name',
  fields: {
    name: field.text({ required: true, max: 200 }),
    parent_id: field.reference('artifact_folder'),
  },
  search: ['name'],
  columns: ['key', 'name', 'parent_id'],
})
