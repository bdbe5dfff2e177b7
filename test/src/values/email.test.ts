import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isFrom, normalizeEmail, parseEmail } from '../../../src/values/email.ts'

test.each([
  'alice@example.com',
  'Alice.Ahmed+kubeflow@Example.COM',
  "o'neil@example.co.uk",
  '397401@zq.msds.kp.org',
  'a_b-c@x.io',
  'jane..doe@example.com',
  'a@xn--bcher-kva.xn--p1ai',
  `${'a'.repeat(64)}@example.com`
])('accepts %s', text => {
  expect(parseEmail(text)).toBe(text)
})

test.each([
  '',
  'alice',
  'alice@',
  '@example.com',
  'alice@example',
  'alice@@example.com',
  'alice@bob@example.com',
  'alice @example.com',
  ' alice@example.com',
  'alice@example.com\n',
  'alice@example.com,bob@example.com',
  'Alice <alice@example.com>',
  '"alice"@example.com',
  'mailto:alice@example.com',
  '*@example.com',
  'alice@*.com',
  '*',
  'system:masters',
  'system:serviceaccount:ci:deployer',
  'alice@.com',
  'alice@example..com',
  'alice@-example.com',
  'alice@example.com.',
  'alice@10.0.0.1',
  'alice@[10.0.0.1]',
  'alice@${domain}.com',
  'al\u0456ce@example.com',
  'alice@b\u00fccher.de',
  'alice\u200b@example.com',
  'suspended@tenantry.invalid',
  'suspended@tenantry.INVALID',
  `${'a'.repeat(65)}@example.com`,
  `a@${'b'.repeat(60)}.${'c'.repeat(200)}.com`
])('rejects %j', text => {
  expect(parseEmail(text)).toBeUndefined()
})

test('ignores case if the platform says so', () => {
  expect(normalizeEmail('Alice@Example.COM', true)).toBe('alice@example.com')
  expect(normalizeEmail('Alice@Example.COM', false)).toBe('Alice@Example.COM')
})

test('compares domains', () => {
  expect(isFrom('alice@example.com', [])).toBe(true)
  expect(isFrom('alice@Example.com', ['other.org', 'example.COM'])).toBe(true)
  const strangers = ['a@example.com.evil.org', 'a@evil-example.com', 'a@sub.example.com', 'a@com']
  expect(strangers.filter(email => isFrom(email, ['example.com']))).toEqual([])
})

test('an e-mail is stable under any case policy, and no text throws', () => {
  fc.assert(
    fc.property(fc.emailAddress(), email => {
      const parsed = parseEmail(email)
      expect(parsed === undefined || parseEmail(normalizeEmail(parsed, true)) !== undefined).toBe(
        true
      )
    })
  )
  fc.assert(fc.property(fc.string(), text => void parseEmail(text)))
  expect(parseEmail(`a@${'a-'.repeat(50_000)}`)).toBeUndefined()
})
