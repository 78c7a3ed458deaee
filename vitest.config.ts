import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// Much of the time is waiting, so that two share even a small machine. On a server they would share its roles, whose
// passwords some tests change.
const workers = process.env['TEST_DATABASE_URL'] ? 1 : Math.max(2, availableParallelism() - 1)
const exclude = ['**/node_modules/**']

export default defineConfig({
  test: {
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'house',
          include: ['{kernel,modules,apps,design-system,rules,seed}/**/*.test.{ts,tsx}'],
          exclude,
          maxWorkers: workers,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['e2e/browser/**/*.test.ts'],
          exclude,
          globalSetup: 'e2e/browser/built-app.ts',
          // a browser, a server and a database are three already
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
