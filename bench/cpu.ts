import { readFile } from 'node:fs/promises'
import pg from 'pg'

// USER_HZ is 100 on every Linux that Node runs on
const ticksPerSecond = 100

/** Seconds of processor time that processes have used so far; a process that is gone counts nothing. Linux only. */
export const cpuSeconds = async (pids: readonly number[]): Promise<number> => {
  const each = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
      // the name in parentheses may hold spaces; utime and stime are the 12th and 13th field behind it
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond
    }),
  )
  return each.reduce((sum, seconds) => sum + seconds, 0)
}

/** The same of this process and of its connections to a database server as any of the roles, if it has one. */
export const ownCpuSeconds = async (databaseUrl: string | undefined): Promise<number> => {
  const { user, system } = process.cpuUsage()
  const backends = databaseUrl === undefined ? [] : await roleBackendsOf(databaseUrl)
  return (user + system) / 1e6 + (await cpuSeconds(backends))
}

/** The server processes of PostgreSQL that work for an installation on this database, in any role. */
export const roleBackendsOf = async (url: string): Promise<number[]> => {
  const roles = ['app', 'identity', 'maintenance', 'owner']
  return (await Promise.all(roles.map((role) => backendsOf(url, `throughline ${role}`)))).flat()
}

/** The server processes of PostgreSQL that work for connections with this name. */
export const backendsOf = async (url: string, applicationName: string): Promise<number[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = current_database() and application_name = $1',
    [applicationName],
  )
  await client.end()
  return rows.map(({ pid }) => pid)
}
