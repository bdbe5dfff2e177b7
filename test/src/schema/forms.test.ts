import { describe, expect, test } from 'vitest'
import { helpFor, type Shape } from '../../../src/schema/form.ts'
import { type Form, forms } from '../../../src/schema/forms.ts'

const entries: readonly (readonly [Form, Shape])[] = Object.entries(forms).map(
  ([name, shape]) => [name as Form, shape] // the keys of `forms`
)

describe('every form', () => {
  test.each(entries)('%s accepts its own example', (_, { expects, test, pattern }) => {
    const examples = [...expects.matchAll(/such as ((?:`[^`]+`(?:, | or )?)+)/g)]
    for (const [, list = ''] of examples) {
      for (const [, example = ''] of list.matchAll(/`([^`]+)`/g)) {
        const text = example.replaceAll('"', '')
        expect(`${text} ${test(text)}`).toBe(`${text} true`)
        if (pattern) expect(text).toMatch(new RegExp(pattern, 'u'))
      }
    }
  })

  test.each(entries)('%s only suggests what it accepts', (_, shape) => {
    const odd = ['', ' ', '-', '*', '//', 'a b', 'A', '1', '%', ':', 's3://', 'arn:', '\u0430', '@']
    for (const text of odd) {
      const [, guess] = /^did you mean `(.*)`\?$/s.exec(helpFor(shape, text) ?? '') ?? []
      if (guess !== undefined) expect(shape.test(guess)).toBe(true)
    }
  })

  test.each(entries)('%s reads long texts quickly', (_, shape) => {
    const before = process.cpuUsage()
    for (const part of ['a', '-', '.', '/', 'a.', 'a-', '1', '*', ':', ' ', 'a@', '{', '1m']) {
      for (const text of [part.repeat(50_000), `${part.repeat(50_000)}!`]) {
        shape.test(text)
        helpFor(shape, text)
      }
    }
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(2)
  })
})

test.each([
  ['email', 'Alice Ahmed <alice@example.com>', 'alice@example.com'],
  ['email', 'mailto:alice@example.com', 'alice@example.com'],
  ['email', 'alice@example.com;', 'alice@example.com'],
  ['date', '31.03.2027', '2027-03-31'],
  ['date', '31/3/2027', '2027-03-31'],
  ['date', '3/31/2027', '2027-03-31'],
  ['date', '2027/3/31', '2027-03-31'],
  ['date', '20270331', '2027-03-31'],
  ['date', '2027-03-31T00:00:00Z', '2027-03-31'],
  ['quantity', '16GB', '16Gi'],
  ['quantity', '16 gib', '16Gi'],
  ['quantity', '1,5 TB', '1.5Ti'],
  ['quantity', '512mb', '512Mi'],
  ['quantity', '2 cores', '2'],
  ['quantity', '500 millicores', '500m'],
  ['quantity', '1_000', '1000'],
  ['s3', 'shared/fraud', 's3://shared/fraud'],
  ['s3', 's3://shared/fraud/*', 's3://shared/fraud'],
  ['s3', 's3a://shared/fraud/', 's3://shared/fraud'],
  ['s3', 'arn:aws:s3:::shared/fraud/*', 's3://shared/fraud'],
  ['s3', 'https://shared.s3.eu-central-1.amazonaws.com/fraud/', 's3://shared/fraud'],
  ['s3', 'https://s3.eu-central-1.amazonaws.com/shared/fraud', 's3://shared/fraud'],
  ['s3', 's3://Shared/Fraud', 's3://shared/Fraud'],
  ['cidr', '10.0.0.1/8', '10.0.0.0/8'],
  ['cidr', '203.0.113.7', '203.0.113.7/32'],
  ['label', 'My Secret', 'my-secret'],
  ['label', 'model_dir', 'model-dir'],
  ['variable', 'MODEL DIR', 'MODEL_DIR'],
  ['value', 'card payments', 'card-payments'],
  ['path', 'data/', '/data'],
  ['path', '/data//raw/', '/data/raw'],
  ['host', 'https://kubeflow.example.com/x', 'kubeflow.example.com'],
  ['https', 'login.example.com', 'https://login.example.com'],
  ['header', 'Kubeflow-UserId', 'kubeflow-userid'],
  ['aws-account', '1111-2222-3333', '111122223333'],
  ['region', 'EU-Central-1b', 'eu-central-1'],
  ['bucket', 's3://Artifacts/', 'artifacts'],
  ['duration', '1d', '24h'],
  ['duration', '30 min', '30m'],
  [
    'handle',
    'fs-0123456789abcdef0:fsap-0123456789abcdef0',
    'fs-0123456789abcdef0::fsap-0123456789abcdef0'
  ],
  ['path-glob', '<tenant>/*', '{tenant}/*']
] as const)('as %s, `%s` was meant as `%s`', (form, text, meant) => {
  expect(forms[form].test(text)).toBe(false)
  expect(helpFor(forms[form], text)).toBe(`did you mean \`${meant}\`?`)
})

test.each([
  ['date', '2027-02-29'],
  ['date', '01/02/2027'],
  ['email', 'alice'],
  ['cidr', 'db.example.com'],
  ['secret', '../pricing/key'],
  ['secret', 'a/./b']
] as const)('as %s, nobody knows what `%s` was meant to be', (form, text) => {
  expect(forms[form].test(text)).toBe(false)
  expect(helpFor(forms[form], text)).toBeUndefined()
})

test.each([
  ['path', '/data/../etc'],
  ['path', '/'],
  ['secret-path', 'a//b'],
  ['prefix', '..'],
  ['path-glob', '../*'],
  ['quantity', '-1'],
  ['quantity', 'Gi'],
  ['role-arn', 'arn:aws:iam::111122223333:policy/x'],
  ['policy-arn', 'arn:aws:iam::111122223333:role/x'],
  ['key-arn', 'arn:aws:kms:eu-central-1:111122223333:alias/x'],
  ['certificate-arn', 'arn:aws:iam::111122223333:server-certificate/x'],
  ['acl-arn', 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/x/1'],
  ['tenant', '*'],
  ['account', 'kube-system'],
  ['subject', 'system:authenticated']
] as const)('%s does not take `%s`', (form, text) => {
  expect(forms[form].test(text)).toBe(false)
})
