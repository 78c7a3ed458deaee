import type { Ask, Place } from '../rows.ts'

/** Makes tenants, each with one project, set by set; nobody signs in to them. `ask` works as the owner of the tables. */
export const makeTenants = (ask: Ask, count: number): Promise<Place[]> =>
  ask<Place>(
    `with place as (select gen_random_uuid() as org, gen_random_uuid() as workspace, gen_random_uuid() as project, 'grown-' || n as slug from generate_series(1, $1::integer) n),
       o as (insert into organizations (org_id, slug, name) select org, slug, slug from place),
       w as (insert into workspaces (org_id, id, slug, name) select org, workspace, 'main', 'Main' from place),
       p as (insert into projects (org_id, id, workspace_id, slug, name, blueprint) select org, project, workspace, 'grown', 'Grown', 'program' from place)
       select org as "orgId", project as "projectId" from place`,
    [count],
  )
