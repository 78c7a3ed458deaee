import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressedFiles } from './compressed-files.ts'
import { compiledMessages } from './messages/compiled-messages.ts'

/** Builds the web app into `dist/web`, from where the server serves it. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [compiledMessages(), react(), tailwind(), compressedFiles()],
  // Everything as its own file: the content security policy allows no `data:` scripts.
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: ['chrome123', 'firefox121', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What every screen needs is one file and compresses as one, rather than dozens that are each asked for.
        codeSplitting: {
          groups: [
            {
              name: 'shared',
              minShareCount: 4,
              maxModuleSize: 30_000,
              test: /\/(?:design-system|apps\/web)\//,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': process.env['THROUGHLINE_URL'] ?? 'http://127.0.0.1:4680' } },
})
