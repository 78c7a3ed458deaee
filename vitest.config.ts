import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{kernel,modules,apps,design-system,rules,seed,e2e}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
