import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PolicyDocument, policy, type Statement } from '../../../src/aws/iam.ts'
import { newlyAllowed } from '../../../src/aws/newly-allowed.ts'
import { self } from '../../../src/aws/session-tags.ts'
import { noTrust, podIdentityTrust } from '../../../src/aws/trust.ts'
import { isWithin, meet } from '../../../src/aws/wildcards.ts'
import { matches } from '../../../src/values/glob.ts'

const objects = 'arn:aws:s3:::fraud/*'

function may(Action: string | readonly string[], ...Resource: string[]): Statement {
  return { Effect: 'Allow', Action, Resource }
}

function mayNot(Action: string, ...Resource: string[]): Statement {
  return { Effect: 'Deny', Action, Resource }
}

function found(before: readonly Statement[], after: readonly Statement[]): string[] {
  return newlyAllowed(policy(before), policy(after)).map(({ action, resource, conditions }) => {
    return [action, resource, ...conditions.flatMap(({ values }) => values)].join(' ')
  })
}

const get = may('s3:GetObject', objects)
const inFolder = (...values: string[]): Statement => ({
  ...may('s3:ListBucket', 'arn:aws:s3:::fraud'),
  Condition: { StringLike: { 's3:prefix': values } }
})

describe('nothing is new', () => {
  test.each<[string, readonly Statement[], readonly Statement[]]>([
    ['in another order', [may(['a:B', 'a:C'], 'x', 'y')], [may(['a:C', 'a:B'], 'y', 'x')]],
    ['in one statement', [may('a:B', 'x'), may('a:C', 'x')], [may(['a:B', 'a:C'], 'x')]],
    ['in other letters', [may('S3:getobject', objects)], [get]],
    ['within a wildcard of actions', [may('s3:Get*', objects)], [get]],
    ['within a wildcard of places', [may('s3:GetObject', 'arn:aws:s3:::*')], [get]],
    ['the own folder for that of all', [may('a:B', 'x/*/*')], [may('a:B', `x/${self}/*`)]],
    ['within a question mark', [may('a:B', 'x?')], [may('a:B', 'xy')]],
    ['under one more condition', [may('s3:ListBucket', 'arn:aws:s3:::fraud')], [inFolder('a/*')]],
    ['under a narrower condition', [inFolder('a/*')], [inFolder('a/b/*')]],
    ['with conditions joined', [inFolder('a/*'), inFolder('b/*')], [inFolder('b/*', 'a/*')]],
    ['what is denied all the same', [], [get, mayNot('s3:*', '*')]],
    ['with one more denial', [get], [get, mayNot('s3:*', '*')]],
    ['all but more', [{ ...mayAllBut('iam:*') }], [{ ...mayAllBut('iam:*', 's3:*') }]],
    ['an action that is not left out', [mayAllBut('iam:*')], [get]]
  ])('%s', (_, before, after) => {
    expect(found(before, after)).toEqual([])
  })
})

function mayAllBut(...NotAction: string[]): Statement {
  return { Effect: 'Allow', NotAction, Resource: ['*'] }
}

describe('is new', () => {
  const rows: readonly (readonly [string, readonly Statement[], readonly Statement[], string[]])[] =
    [
      [
        'an action',
        [get],
        [may(['s3:GetObject', 's3:PutObject'], objects)],
        [`s3:PutObject ${objects}`]
      ],
      [
        'the folders of all for the own one',
        [may('s3:GetObject', `x/${self}/*`), inFolder(`${self}/*`)],
        [may('s3:GetObject', 'x/*/*'), inFolder('*/*')],
        ['s3:GetObject x/*/*', 's3:ListBucket arn:aws:s3:::fraud */*']
      ],
      ['a place', [get], [get, may('s3:GetObject', 'y')], ['s3:GetObject y']],
      ['a wildcard', [get], [may('s3:*', objects)], [`s3:* ${objects}`]],
      ['a star for a question mark', [may('a:B', 'x?')], [may('a:B', 'x*')], ['a:B x*']],
      [
        'a condition less',
        [inFolder('a/*')],
        [may('s3:ListBucket', 'arn:aws:s3:::fraud')],
        ['s3:ListBucket arn:aws:s3:::fraud']
      ],
      [
        'a value of a condition',
        [inFolder('a/*')],
        [inFolder('a/*', 'b/*')],
        ['s3:ListBucket arn:aws:s3:::fraud b/*']
      ],
      [
        'what was denied',
        [may('s3:*', '*'), mayNot('s3:PutObject', objects)],
        [may('s3:*', '*')],
        [`s3:PutObject ${objects}`]
      ],
      [
        'what is denied of less',
        [may('a:*', '*'), mayNot('a:*', 'x*')],
        [may('a:*', '*'), mayNot('a:B', 'x*')],
        ['a:* x*']
      ],
      ['what is left out no more', [mayAllBut('iam:*')], [mayAllBut('iam:Create*')], ['* *']],
      ['what was left out', [mayAllBut('iam:*')], [may('iam:PassRole', '*')], ['iam:PassRole *']]
    ]
  test.each(rows.map(row => [row[0], row] as const))('%s', (_, [, before, after, expected]) => {
    expect(found(before, after)).toEqual(expected)
  })
})

test('a role that trusts one more account says which, and one that trusts nobody nothing', () => {
  const cluster = { partition: 'aws', account: '1', region: 'r', eks: 'c' } as const
  const trust = (...serviceAccounts: string[]) => {
    return podIdentityTrust(cluster, { namespace: 'fraud', serviceAccounts })
  }
  const values = (before: PolicyDocument, after: PolicyDocument) => {
    const all = newlyAllowed(before, after).flatMap(({ conditions }) => conditions)
    return new Set(all.filter(({ key }) => key.endsWith('account')).flatMap(each => each.values))
  }
  expect(values(trust('a', 'b'), trust('b', 'c', 'a'))).toEqual(new Set(['c', '1']))
  expect(newlyAllowed(trust('a'), noTrust())).toEqual([])
  expect(newlyAllowed(noTrust(), trust('a'))).toHaveLength(2)
})

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 })
const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 })

test('a pattern within another matches nothing else, and patterns with a text in common meet', () => {
  fc.assert(
    fc.property(pattern, pattern, text, (one, other, name) => {
      const isBoth = matches(one, name) && matches(other, name)
      expect(isBoth && !meet(one, other)).toBe(false)
      expect(isWithin(one, other) && matches(one, name) && !matches(other, name)).toBe(false)
    })
  )
})
