import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ProblemError } from './api/problem.ts'

const signedOut = (error: unknown): boolean => error instanceof ProblemError && error.status === 401

/** The cache of everything read from the server. Refusals are not retried; a lost session leads to signing in. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (signedOut(error) && query.queryKey[0] !== 'me')
        void queryClient.invalidateQueries({ queryKey: ['me'] })
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) =>
        count < 2 && !(error instanceof ProblemError && error.status >= 400 && error.status < 500),
    },
  },
})
