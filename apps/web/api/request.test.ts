import { expect, test } from 'vitest'
import { problemOf } from './problem.ts'
import { addressWith, contentOf } from './request.ts'

test.each([
  ['the page of a proxy', '<!doctype html><title>Please wait</title>'],
  ['nothing', ''],
  ['a word', '"ok"'],
])('%s is no answer of the server', async (_name, text) => {
  const answer = new Response(text, { headers: { 'x-request-id': 'abc' } })

  await expect(contentOf(answer)).rejects.toMatchObject({ code: 'unexpected_answer', requestId: 'abc' })
})

test('an answer without content is one where the server says so', async () => {
  expect(await contentOf(new Response(null, { status: 204 }))).toBeUndefined()
})

test('what is asked stands in the address, and what is empty is not asked', () => {
  const query = { q: '', sort: '-score', cursor: undefined, filter: { state: { eq: 'open' } } }

  expect(addressWith('/api/v1/risks', query)).toBe('/api/v1/risks?sort=-score&filter%5Bstate%5D%5Beq%5D=open')
  expect(addressWith('/api/v1/risks', { q: '' })).toBe('/api/v1/risks')
})

test('a refusal says what is wrong with which field, whoever it is from', () => {
  const refusal = {
    code: 'invalid-input',
    detail: 'One field is wrong.',
    errors: [{ path: 'members.0.email', message: 'must be an address' }],
    request_id: 'abc',
  }

  expect(problemOf(422, JSON.stringify(refusal))).toMatchObject({
    status: 422,
    code: 'invalid-input',
    message: 'One field is wrong.',
    fields: { 'members.0.email': 'must be an address' },
    requestId: 'abc',
  })
  expect(problemOf(401, '{"code":"INVALID_PASSWORD","message":"Invalid password"}')).toMatchObject({
    code: 'INVALID_PASSWORD',
    message: 'Invalid password',
  })
  expect(problemOf(502, '<html>Bad gateway</html>')).toMatchObject({ status: 502, code: 'unknown' })
})
