import { connected } from '../connection.ts'
import { record } from '../output.ts'
import { piped } from '../read-password.ts'
import { CommandError, dataOptions, UsageError, type Verb } from '../verb.ts'

interface Made {
  org: string
  project: string
  user: string
  api_key: string
  reset_link: string | null
}

/** `init`: the first organization, its owner, its project and a key. */
export const verb: Verb = {
  options: {
    ...dataOptions,
    org: { type: 'string', value: 'NAME', help: 'name of the organization' },
    project: { type: 'string', value: 'NAME', help: 'name of its first project' },
    email: { type: 'string', value: 'ADDRESS', help: 'who owns it; an account is made where there is none' },
    name: { type: 'string', value: 'NAME', help: 'name of that person' },
    blueprint: {
      type: 'string',
      value: 'B',
      help: 'program (default), product, migration, factory, agent_board or blank',
    },
    'password-stdin': {
      type: 'boolean',
      help: 'read the password from stdin; else a link to set one is printed',
    },
  },
  notes:
    'The API key is shown this once. Made in the data folder, so it works with no server and beside a running one.',
  async run(invocation) {
    const required = (option: string): string => {
      const value = invocation.text(option)
      if (value === undefined) throw new UsageError(`--${option} is missing.`)
      return value
    }
    const body = {
      org: required('org'),
      project: required('project'),
      email: required('email'),
      name: invocation.text('name'),
      blueprint: invocation.text('blueprint'),
      password: invocation.flag('password-stdin') ? await piped() : undefined,
    }
    const made = await connected(invocation, { writes: true }, async ({ client, isLocal }) => {
      if (!isLocal)
        throw new CommandError(
          'not-local',
          'init works where the data folder is, not over THROUGHLINE_URL. There, people sign up in the browser.',
        )
      return client.send<Made>('POST', '/api/local/init', body)
    })
    invocation.output.answer(made, () =>
      record({
        project: `${made.org}/${made.project}`,
        owner: made.user,
        'API key': made.api_key,
        'set a password': made.reset_link,
      }),
    )
  },
}
