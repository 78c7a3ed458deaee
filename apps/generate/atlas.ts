import { fullPath, type Endpoint } from '#kernel/contract/index.ts'
import { kernelParts } from '#kernel/module/kernel-parts.ts'
import type { Registry } from '#kernel/module/index.ts'

/** Where everything is: modules, kinds, tables, endpoints, policies, events, jobs. For people who look for one of them. */
export const atlas = (registry: Registry, endpoints: readonly Endpoint[]): string =>
  [
    '# Atlas',
    '',
    'Made from the manifests by `bin/throughline generate`; do not edit. Where a thing is declared is where it lives.',
    '',
    '## Modules',
    '',
    table(
      ['module', 'depends on', 'kinds', 'reacts to', 'jobs'],
      registry.modules.map((module) => [
        `[${module.id}](../modules/${module.id}/module.ts)`,
        module.dependsOn.join(', '),
        (module.kinds ?? []).map(({ kind }) => kind).join(', '),
        (module.reactions ?? []).map(({ on }) => on).join(', '),
        (module.jobs ?? []).map(({ name }) => name).join(', '),
      ]),
    ),
    '## Kinds and who may do what',
    '',
    table(
      ['kind', 'key', 'table', 'states', 'policy'],
      [...registry.kinds.values()].map((kind) => [
        kind.kind,
        `${kind.prefix}-1`,
        kind.table,
        kind.states
          ? Object.entries(kind.states.transitions)
              .map(([from, to]) => `${from} → ${to.join(', ')}`)
              .join('; ')
          : '',
        registry
          .policy(kind.kind)
          .rules.map(
            (rule) =>
              `${[...rule.roles.slice(0, 1), ...rule.named].join(' or ')}: ${rule.actions.join(', ')}${rule.condition ? ' (when a condition holds)' : ''}`,
          )
          .join('; '),
      ]),
    ),
    '## Tables',
    '',
    table(
      ['table', 'declared in', 'guarded by', 'audited'],
      [
        ...kernelParts.flatMap((part) =>
          part.tables.map((rule) => [rule.name, part.owner, rule.scope, rule.audit ? 'each row' : '']),
        ),
        ...registry.modules.flatMap((module) => [
          ...(module.kinds ?? []).map((kind) => [kind.table, module.id, 'project', 'as an entity']),
          ...(module.tables ?? []).map((rule) => [
            rule.name,
            module.id,
            rule.scope,
            rule.audit ? 'each row' : '',
          ]),
        ]),
      ],
    ),
    '## Endpoints',
    '',
    table(
      ['name', 'method', 'path below /api/v1/', 'needs'],
      endpoints.map((endpoint) => [
        endpoint.name,
        endpoint.method,
        `\`${fullPath(endpoint)}\``,
        permitOf(endpoint),
      ]),
    ),
    '## Events and who listens',
    '',
    table(['event', 'told by', 'heard by'], eventRows(registry)),
  ].join('\n')

const permitOf = (endpoint: Endpoint): string => {
  switch (endpoint.scope) {
    case 'user':
      return 'signed in'
    case 'org':
    case 'raw-org':
      return `${endpoint.permit.orgRole} of the organization`
    default:
      return `${endpoint.permit.action} ${endpoint.permit.kind}`
  }
}

const eventRows = (registry: Registry): string[][] => {
  const declared = registry.modules.flatMap((module) => (module.events ?? []).map(({ type }) => type))
  const generic = [...registry.kinds.keys()].flatMap((kind) =>
    ['created', 'edited', 'deleted', 'restored'].map((verb) => `${kind}.${verb}.v1`),
  )
  return [...new Set([...declared, ...generic])].toSorted().map((type) => [
    type,
    registry.sourceOf(type),
    registry
      .reactionsTo(type)
      .map(({ handler }) => handler)
      .join(', '),
  ])
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...rows.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`),
    '',
  ].join('\n')
