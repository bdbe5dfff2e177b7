import fc from 'fast-check'
import { expect, test } from 'vitest'
import { policyLength, policyLimits, policyText } from '../../../src/aws/iam.ts'
import { irsaTrust, noTrust, podIdentityTrust } from '../../../src/aws/trust.ts'

const account = '111122223333'
const id = 'id/0123456789ABCDEF0123456789ABCDEF'
const issuer = {
  partition: 'aws',
  account,
  oidcProvider: `oidc.eks.eu-central-1.amazonaws.com/${id}`
} as const
const cluster = {
  partition: 'aws',
  account,
  region: 'eu-central-1',
  eks: 'kubeflow-production'
} as const
const editors = { namespace: 'fraud', serviceAccounts: ['default-editor'] }

test('IRSA trusts exactly the given service accounts', () => {
  expect(policyText(irsaTrust(issuer, editors))).toBe(
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow",' +
      `"Principal":{"Federated":"arn:aws:iam::${account}:oidc-provider/${issuer.oidcProvider}"},` +
      '"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{' +
      `"${issuer.oidcProvider}:aud":"sts.amazonaws.com",` +
      `"${issuer.oidcProvider}:sub":["system:serviceaccount:fraud:default-editor"]}}}]}`
  )
})

test('IRSA works in another partition', () => {
  const oidcProvider = `oidc.eks.cn-north-1.amazonaws.com.cn/${id}`
  const [statement] = irsaTrust({ partition: 'aws-cn', account, oidcProvider }, editors).Statement
  expect(statement?.Principal).toEqual({
    Federated: `arn:aws-cn:iam::${account}:oidc-provider/${oidcProvider}`
  })
  expect(statement?.Condition).toMatchObject({
    StringEquals: { [`${oidcProvider}:aud`]: 'sts.amazonaws.com' }
  })
})

test('Pod Identity trusts exactly the given service accounts', () => {
  const accounts = { namespace: 'fraud', serviceAccounts: ['default-editor', 'batch'] }
  expect(policyText(podIdentityTrust(cluster, accounts))).toBe(
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow",' +
      '"Principal":{"Service":"pods.eks.amazonaws.com"},' +
      '"Action":["sts:AssumeRole","sts:TagSession"],"Condition":{"StringEquals":{' +
      `"aws:SourceAccount":"${account}",` +
      `"aws:RequestTag/eks-cluster-arn":"arn:aws:eks:eu-central-1:${account}:cluster/kubeflow-production",` +
      '"aws:RequestTag/kubernetes-namespace":"fraud",' +
      '"aws:RequestTag/kubernetes-service-account":["batch","default-editor"]}}}]}'
  )
})

test('a cluster of the same name in another region, or in another account, is not trusted', () => {
  const condition = (given: object) =>
    policyText(podIdentityTrust({ ...cluster, ...given }, editors))
  const asked = condition({})
  for (const given of [{ region: 'eu-west-1' }, { account: '444455556666' }, { eks: 'other' }]) {
    expect(condition(given)).not.toBe(asked)
  }
})

test('trust that nobody can meet allows nothing, and is not empty, which IAM refuses', () => {
  const { Statement } = noTrust()
  expect(Statement.map(({ Effect }) => Effect)).toEqual(['Deny'])
})

test('order and repetition of service accounts do not matter', () => {
  const names = fc.array(fc.constantFrom('a', 'b', 'c', 'default-editor'), { minLength: 1 })
  fc.assert(
    fc.property(names, serviceAccounts => {
      const given = { namespace: 'fraud', serviceAccounts }
      const turned = { namespace: 'fraud', serviceAccounts: [...serviceAccounts, 'a'].reverse() }
      const again = { namespace: 'fraud', serviceAccounts: ['a', ...serviceAccounts] }
      expect(irsaTrust(issuer, turned)).toEqual(irsaTrust(issuer, again))
      expect(podIdentityTrust(cluster, given).Statement).toHaveLength(1)
    })
  )
})

test('an empty list of accounts is a bug and throws', () => {
  const nobody = { namespace: 'fraud', serviceAccounts: [] }
  expect(() => irsaTrust(issuer, nobody)).toThrow('bug: a role of fraud trusts nobody')
  expect(() => podIdentityTrust(cluster, nobody)).toThrow('bug:')
})

test('the length is counted as IAM does', () => {
  const spaced = podIdentityTrust({ ...cluster, eks: 'a b' }, editors)
  expect(policyLength(spaced)).toBe(policyText(spaced).length - 1)
  const many = Array.from({ length: 40 }, (_, at) => `service-account-${at}`)
  const long = irsaTrust(issuer, { namespace: 'fraud', serviceAccounts: many })
  expect(policyLength(irsaTrust(issuer, editors))).toBeLessThan(policyLimits.trust)
  expect(policyLength(long)).toBeGreaterThan(policyLimits.trust)
})
