import { connected } from '../connection.ts'
import type { Entity } from '../kinds.ts'
import { printable } from '../output.ts'
import { projectOf } from '../project.ts'
import { readPassword } from '../read-password.ts'
import { projectOptions, type Verb } from '../verb.ts'

/** `unlock`: reads a file that is protected by a password, or the files in an archive that are. */
export const verb: Verb = {
  arguments: [{ name: 'ID', required: true }],
  options: projectOptions,
  notes:
    'The password is asked for, or read from stdin: throughline unlock FILE-3 < password.txt. It is used for this one\n' +
    'reading and kept nowhere. What was found in the file is shown by throughline artifact ID, which also names the files\n' +
    'of an archive that wait for a password.',
  async run(invocation) {
    const [id = ''] = invocation.arguments
    const password = await readPassword(`Password of ${id}: `)
    await connected(invocation, { writes: true }, async (connection) => {
      const project = await projectOf(connection, invocation)
      const read = await connection.client.send<Entity>(
        'POST',
        project.path(`artifacts/${encodeURIComponent(id)}/unlock`),
        { password },
      )
      invocation.output.answer(read, () => `${read.key} ${printable(read.filename)} was opened and is read.`)
    })
  },
}
