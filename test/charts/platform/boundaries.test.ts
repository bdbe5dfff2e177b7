import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { platformFiles } from '../../../charts/platform/compile-platform.ts'
import { type PolicyDocument, policyLength, policyLimits } from '../../../src/aws/iam.ts'
import type { Tenant } from '../../../src/model/tenant.ts'
import { acme } from '../../support/acme.ts'
import { modelOf } from '../../support/compile-texts.ts'

type Documents = Readonly<Record<'tenants' | 'platform' | 'controllers', PolicyDocument>>

const path = 'platform/clusters/production.yaml'
const more = '  key: arn:aws:kms:eu-central-1:111122223333:key/0000-1111\n'
const owner = 'owner: alice@example.com\n'
const model = modelOf({
  [path]: readFileSync(join(acme, path), 'utf8').replace('aws:\n', `aws:\n${more}`),
  'platform/policy.yaml': readFileSync(join(acme, 'platform/policy.yaml'), 'utf8'),
  'tenants/fraud.yaml': `${owner}aws: {read: ["s3://fraud-exports"], write: ["s3://shared-datasets/fraud"]}\nsecrets: [{name: a, from: a}, {name: b, from: shared/b}]\n`,
  'tenants/pricing.yaml': `${owner}pipelines: {bucket: pricing}\nsecrets: [{name: a, from: a}]\n`
})
const [cluster = expect.fail('there is no cluster')] = model.clusters
const files = platformFiles(model, cluster)
const documents: Documents = JSON.parse(
  files.find(({ path }) => path.endsWith('/boundaries.json'))?.text ?? '{}'
)

/** Whether a pattern of IAM matches, in which a star stands for any letters and `?` for one. */
function covers(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text)
}

/** Whether a document allows something to the role of a namespace, conditions aside. */
function allows(
  document: PolicyDocument,
  namespace: string,
  [action, arn]: readonly [string, string]
) {
  const effects = document.Statement.filter(({ Action, NotAction = [], Resource = [] }) => {
    const acts = Action === undefined ? !some(NotAction, action) : some(Action, action)
    const tagged = Resource.map(each =>
      each.replaceAll('${aws:PrincipalTag/kubernetes-namespace}', namespace)
    )
    return acts && some(tagged, arn)
  }).map(({ Effect }) => Effect)
  return effects.includes('Allow') && !effects.includes('Deny')
}

function some(patterns: string | readonly string[], text: string): boolean {
  return [patterns].flat().some(pattern => covers(pattern, text))
}

/** One example of each thing that a document allows. */
function examples({ Statement }: PolicyDocument): (readonly [string, string])[] {
  return Statement.filter(({ Effect }) => Effect === 'Allow').flatMap(
    ({ Action = [], Resource = [] }) =>
      [Action]
        .flat()
        .flatMap(action =>
          Resource.map(arn => [action, arn.replaceAll('*', 'x').replaceAll('?', 'x')] as const)
        )
  )
}

function rolesOf({ aws }: Tenant): PolicyDocument[] {
  return [aws.workloads, aws.secrets].flatMap(role => role?.permissions ?? [])
}

describe('the boundary of tenants', () => {
  test('lets every role do all that it says', () => {
    expect(model.tenants.flatMap(rolesOf)).toHaveLength(4)
    for (const tenant of model.tenants) {
      const asked = rolesOf(tenant).flatMap(examples)
      expect(asked.length).toBeGreaterThan(5)
      expect(asked.filter(each => !allows(documents.tenants, tenant.name, each))).toEqual([])
    }
  })

  test("keeps a role from what is another tenant's alone, whatever its policies allow", () => {
    const bucket = 'arn:aws:s3:::kubeflow-production-artifacts/private-artifacts'
    const secret = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:kubeflow/production'
    for (const [namespace, isOwn] of [
      ['fraud', true],
      ['pricing', false],
      ['fraud-2', false]
    ] as const) {
      const may = (action: string, arn: string) =>
        allows(documents.tenants, namespace, [action, arn])
      expect(may('s3:GetObject', `${bucket}/fraud/model`)).toBe(isOwn)
      expect(may('secretsmanager:GetSecretValue', `${secret}/tenants/fraud/key-aBcDeF`)).toBe(isOwn)
      expect(may('secretsmanager:GetSecretValue', `${secret}/rds-aBcDeF`)).toBe(false)
      expect(may('iam:PassRole', 'arn:aws:iam::111122223333:role/x')).toBe(false)
      expect(may('sts:AssumeRole', 'arn:aws:iam::111122223333:role/x')).toBe(false)
      expect(may('elasticfilesystem:ClientMount', 'x')).toBe(false)
      expect(may('sagemaker:ListModels', 'x')).toBe(true)
    }
  })
})

test('the boundary of the platform lets its roles do what they say, and reads no secret of a tenant', () => {
  const notes = files.filter(({ path }) => path.endsWith('/iam.json'))
  const roles = notes.flatMap(({ text }): Tenant['aws']['workloads'][] => JSON.parse(text).roles)
  expect(roles).toHaveLength(2)
  const asked = roles.flatMap(role => (role?.permissions ? examples(role.permissions) : []))
  expect(asked.filter(each => !allows(documents.platform, 'kubeflow', each))).toEqual([])
  const secret = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:kubeflow/production'
  const read = (name: string) =>
    allows(documents.platform, 'kubeflow', ['secretsmanager:GetSecretValue', `${secret}/${name}`])
  expect([read('rds-aBcDeF'), read('tenants/fraud/key-aBcDeF')]).toEqual([true, false])
})

describe('the policy of the controllers', () => {
  const may = (action: string, role: string) =>
    allows(documents.controllers, '', [action, `arn:aws:iam::111122223333:role/${role}`])

  test('reaches the roles of this cluster and no other', () => {
    for (const action of [
      'iam:CreateRole',
      'iam:GetRole',
      'iam:PutRolePolicy',
      'iam:UpdateAssumeRolePolicy'
    ]) {
      expect(
        may(action, 'tenantry/kubeflow-production/tenants/kubeflow-production.tenant.fraud')
      ).toBe(true)
      expect(
        may(action, 'tenantry/kubeflow-production/platform/kubeflow-production.service.x')
      ).toBe(true)
      for (const other of ['kubeflow-production-admin', 'platform', 'tenantry/other/tenants/x']) {
        expect([action, other, may(action, other)]).toEqual([action, other, false])
      }
    }
  })

  test('makes and changes a role only with the boundary of whom it is for', () => {
    const makers = documents.controllers.Statement.filter(({ Action = [] }) =>
      some(Action, 'iam:CreateRole')
    )
    expect(makers.map(({ Resource, Condition }) => [Resource, Condition])).toEqual(
      [
        ['tenants', 'tenant'],
        ['platform', 'platform']
      ].map(([folder, whose]) => [
        [`arn:aws:iam::111122223333:role/tenantry/kubeflow-production/${folder}/*`],
        {
          StringEquals: {
            'iam:PermissionsBoundary': `arn:aws:iam::111122223333:policy/kubeflow-${whose}-boundary`
          }
        }
      ])
    )
  })

  test('gives out the roles that the file names, in this cluster, and does nothing else with them', () => {
    const role = 'arn:aws:iam::111122223333:role/pricing-legacy'
    const { controllers } = documents
    expect(cluster.file.aws.roles).toEqual({ 'pricing-legacy': role })
    const about = controllers.Statement.filter(({ Resource = [] }) => some(Resource, role))
    expect(about.map(({ Action, Condition }) => [Action, Condition])).toEqual([
      [['iam:GetRole'], undefined],
      [['iam:PassRole'], { StringEquals: { 'iam:PassedToService': 'pods.eks.amazonaws.com' } }]
    ])
    const eks = controllers.Statement.filter(({ Action = [] }) => some('eks:*', String(Action)))
    expect(eks.length).toBeGreaterThan(2)
    for (const arn of eks.flatMap(({ Resource = [] }) => Resource)) {
      expect(arn).toMatch(
        /^arn:aws:eks:eu-central-1:111122223333:[a-z-]+\/kubeflow-production(\/|$)/
      )
    }
    const entries = eks.filter(({ Action = [] }) => /Access/.test(String(Action)))
    const named = cluster.aws.access.map(({ role }) => role)
    const held = entries.flatMap(
      ({ Condition }) => Condition?.ArnEquals?.['eks:principalArn'] ?? []
    )
    expect([...new Set(held)]).toEqual(named.sort())
    expect(entries.filter(({ Condition }) => !Condition).map(({ Action }) => Action)).toEqual([
      ['eks:ListAccessEntries']
    ])
  })

  test('deletes no role, takes no boundary off, and changes no policy', () => {
    const own = 'tenantry/kubeflow-production/tenants/kubeflow-production.tenant.fraud'
    for (const action of [
      'iam:DeleteRole',
      'iam:DeleteRolePermissionsBoundary',
      'iam:CreatePolicyVersion',
      'iam:SetDefaultPolicyVersion'
    ]) {
      expect([action, may(action, own)]).toEqual([action, false])
    }
  })
})

describe('the policy of the controllers, with keys', () => {
  const keys = modelOf({
    [path]: readFileSync(join(acme, path), 'utf8').replace(
      'env: aws',
      'env: aws\n  credentials: static'
    ),
    'tenants/fraud.yaml': owner
  })
  const [cluster = expect.fail('there is no cluster')] = keys.clusters
  const file = platformFiles(keys, cluster).find(({ path }) => path.endsWith('/boundaries.json'))
  const { controllers, tenants }: Documents = JSON.parse(file?.text ?? '{}')
  const may = (action: string, user: string) =>
    allows(controllers, '', [action, `arn:aws:iam::111122223333:user/${user}`])
  const own = 'tenantry/kubeflow-production/tenants/kubeflow-production.tenant.fraud'

  test('reaches the users of this cluster and no other, and makes no key', () => {
    const [user] = keys.tenants.flatMap(({ aws }) => aws.user ?? [])
    expect(`${user?.path}${user?.name}`).toBe(`/${own}`)
    for (const action of ['iam:CreateUser', 'iam:GetUser', 'iam:PutUserPolicy', 'iam:TagUser']) {
      expect([action, may(action, own), may(action, 'kubeflow-production-admin')]).toEqual([
        action,
        true,
        false
      ])
    }
    for (const action of ['iam:CreateAccessKey', 'iam:DeleteUser', 'iam:AttachUserPolicy']) {
      expect([action, may(action, own)]).toEqual([action, false])
    }
  })

  test('makes and changes a user only with the boundary of whom it is for', () => {
    const makers = controllers.Statement.filter(({ Action = [] }) => some(Action, 'iam:CreateUser'))
    expect(makers.map(({ Resource, Condition }) => [Resource, Condition])).toEqual(
      [
        ['tenants', 'tenant'],
        ['platform', 'platform']
      ].map(([folder, whose]) => [
        [`arn:aws:iam::111122223333:user/tenantry/kubeflow-production/${folder}/*`],
        {
          StringEquals: {
            'iam:PermissionsBoundary': `arn:aws:iam::111122223333:policy/kubeflow-${whose}-boundary`
          }
        }
      ])
    )
  })

  test('fits into a policy, and the boundary of tenants lets the user do what it says', () => {
    expect(policyLength(controllers)).toBeLessThan(policyLimits.managed)
    const asked = keys.tenants.flatMap(({ aws }) =>
      aws.user ? examples(aws.user.permissions) : []
    )
    expect(asked.length).toBeGreaterThan(3)
    expect(asked.filter(each => !allows(tenants, 'fraud', each))).toEqual([])
  })
})

test('each document fits into a policy', () => {
  for (const document of Object.values(documents).filter(each => typeof each === 'object')) {
    expect(policyLength(document)).toBeLessThan(policyLimits.managed)
  }
})
