/**
 * How a process that serves with the embedded database is started, so that it keeps little memory while it rests: glibc
 * would give every thread an arena of its own and return little of it, V8 would keep young generations for a load that
 * such an installation does not see. Together that is a fifth of it. With a database server both stay as they are: small
 * young generations cost a list of 200 records a quarter more time. What the environment says goes before.
 */
export const embeddedMemory = {
  env: { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' },
  flags: ['--max-semi-space-size=4'],
}
