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
    filename: field.fixed(field.text({ required: true, max: 255 })),
    media_type: field.fixed(field.text()),
    size_bytes: field.fixed(field.integer({ required: true, min: 0, max: Number.MAX_SAFE_INTEGER })),
    sha256: field.fixed(field.text({ required: true })),
    folder_id: field.reference('artifact_folder'),
    mail_id: field.fixed(field.reference('artifact')),
    category: field.text({ max: 100 }),
    subcategory: field.text({ max: 100 }),
    format: field.fixed(field.text()),
    title: field.fixed(field.text()),
    language: field.fixed(field.text()),
    document_date: field.date(),
    state: field.fixed(field.choice(['pending', 'processing', 'processed', 'failed'], { required: true })),
    failure_code: field.fixed(field.text()),
    failure_reason: field.fixed(field.text({ max: 2_000 })),
    processed_at: field.fixed(field.timestamp()),
    engine: field.fixed(field.text()),
    version_number: field.fixed(field.integer({ required: true })),
    superseded_by: field.fixed(field.reference('artifact')),
    page_count: field.fixed(field.integer()),
    text_length: field.fixed(field.integer()),
    chunk_count: field.fixed(field.integer({ required: true })),
    person_count: field.fixed(field.integer({ required: true })),
    fact_count: field.fixed(field.integer({ required: true })),
    topic_count: field.fixed(field.integer({ required: true })),
    insight_count: field.fixed(field.integer({ required: true })),
    dropped_count: field.fixed(field.integer({ required: true })),
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
