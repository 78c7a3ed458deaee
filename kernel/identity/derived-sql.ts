/**
 * Statements that need tables made after ours: whom the app role may see. A person is visible to the organization
 * whose transaction it is, while they are a member of it and afterwards, until it erases who they were. Run again whenever they change.
 */
export const identityDerivedSql: readonly string[] = [
  'drop policy if exists users_fellow_members on users',
  `create policy users_fellow_members on users for select to throughline_app using (
    exists (
      select 1 from organization_members m
      where m.org_id = nullif(current_setting('app.org_id', true), '')::uuid and m.user_id = users.id and m.erased_at is null
    )
  )`,
]
