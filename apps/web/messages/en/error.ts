export const error = {
  title: 'This could not be loaded',
  failed: 'That did not work',
  unreachable: 'The server cannot be reached. Check the connection and try again.',
  unknown: 'Something went wrong on the server.',
  conflict: 'Someone changed this in the meantime. The newest version is shown now; make your change again.',
  notFound: 'There is nothing here',
  notFoundText: 'It may have been moved or deleted, or you may not have access to it.',
  reference: 'Request {id}',
  goHome: 'Go to the start page',
  offline: 'The server cannot be reached at the moment. What you see may be old; what you type stays.',
} as const
