import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, useSyncExternalStore, type ReactElement } from 'react'
import { ToastProvider } from '#design-system/toast.tsx'
import { WordsProvider } from '#design-system/words.tsx'
import { designWords } from './messages/design-words.ts'
import { onReadingChange, readingRevision, t } from './messages/index.ts'
import { queryClient } from './query-client.ts'
import { router } from './router.tsx'

/** The app. Drawn anew where the language changes: the address and what was read from the server stay. */
export function App(): ReactElement {
  const revision = useSyncExternalStore(onReadingChange, readingRevision)
  return (
    <StrictMode key={revision}>
      <QueryClientProvider client={queryClient}>
        <WordsProvider value={designWords()}>
          <ToastProvider dismissLabel={t('general.dismiss')} undoLabel={t('general.undo')}>
            <RouterProvider router={router} />
          </ToastProvider>
        </WordsProvider>
      </QueryClientProvider>
    </StrictMode>
  )
}
