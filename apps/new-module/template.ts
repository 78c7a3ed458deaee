/** The words of a new module, from which its files are written. */
export interface NewModule {
  /** `program/assumptions` */
  id: string
  /** `assumption` */
  kind: string
  /** `ASM` */
  prefix: string
}

const camel = (name: string): string =>
  name.replaceAll(/[-_](\w)/g, (_all, letter: string) => letter.toUpperCase())
const sentence = (name: string): string =>
  name.charAt(0).toUpperCase() + name.slice(1).replaceAll(/[-_]/g, ' ')
const plural = (kind: string): string =>
  kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : kind.endsWith('s') ? `${kind}es` : `${kind}s`

/** The name under which the registry exports a module. */
export const exportName = (module: NewModule): string => camel(module.id.split('/').at(-1) ?? module.id)

/** All files of a new module with one kind of entity, by path below its folder. */
export const moduleFiles = (module: NewModule): Record<string, string> => {
  const table = plural(module.kind)
  const one = sentence(module.kind)
  const many = sentence(table)
  const kind = camel(module.kind)
  const name = exportName(module)
  return {
    'README.md': `# ${many}\n\nWhat a ${one.toLowerCase()} is and why it is kept: one sentence.\n\n- **Invariants**: a ${one.toLowerCase()} has a title.\n- **Events out**: the generic ones. **In**: none.\n`,
    [`tables/0001_${table}.sql`]: `-- compatible
create table ${table} (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  title text not null check (length(title) between 1 and 500),
  description text,
  primary key (org_id, id),
  foreign key (org_id, id) references entities
);
`,
    'kinds.ts': `import { defineEntity, field } from '#kernel/entities/index.ts'

/** ${one}. */
export const ${kind} = defineEntity({
  kind: '${module.kind}',
  table: '${table}',
  prefix: '${module.prefix}',
  label: { one: '${one}', many: '${many}' },
  title: 'title',
  fields: {
    title: field.text({ required: true }),
    description: field.longText(),
  },
  search: ['title', 'description'],
  columns: ['key', 'title', 'updated_at'],
})
`,
    'policy.ts': `import { forKind } from '#kernel/policy/index.ts'
import { ${kind} } from './kinds.ts'

export const policy = forKind(${kind}, (may) => {
  may.viewers.view()
  may.contributors.create().edit().comment().link()
  may.admins.remove()
})
`,
    'module.ts': `import { defineModule } from '#kernel/module/index.ts'
import { ${kind} } from './kinds.ts'
import { policy } from './policy.ts'

export const ${name} = defineModule({
  id: '${module.id}',
  title: '${many}',
  folder: import.meta.dirname,
  dependsOn: [],
  kinds: [${kind}],
  policies: [policy],
})
`,
    [`${table.replaceAll('_', '-')}.test.ts`]: `import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type TestInstallation } from '#apps/server/testing.ts'

let installation: TestInstallation

beforeAll(async () => {
  installation = await openTestInstallation()
})
afterAll(() => installation.close())

test('a ${one.toLowerCase()} is created, edited and remembered', async () => {
  const tenant = await installation.tenant()
  await tenant.call('POST', '${table.replaceAll('_', '-')}', { title: 'First' })

  const edited = await tenant.call('PATCH', '${table.replaceAll('_', '-')}/${module.prefix}-1', { title: 'Second' })

  expect(edited.body).toMatchObject({ key: '${module.prefix}-1', title: 'Second', version: 2 })
})
`,
  }
}

/** The registry with one line more. */
export const registryWith = (registry: string, module: NewModule): string =>
  `${registry}export { ${exportName(module)} } from './${module.id}/module.ts'\n`
