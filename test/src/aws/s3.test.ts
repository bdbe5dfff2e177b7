import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  covers,
  formatS3Url,
  isBucket,
  isS3Pattern,
  type Place,
  parseS3Url,
  urlOfArn
} from '../../../src/aws/s3.ts'

test.each([
  ['s3://shared-datasets/fraud', 'shared-datasets', 'fraud'],
  ['s3://shared-datasets/fraud/', 'shared-datasets', 'fraud'],
  ['s3://fraud-exports', 'fraud-exports', ''],
  ['s3://fraud-exports/', 'fraud-exports', ''],
  ['s3://a.b.c/d/e', 'a.b.c', 'd/e'],
  ["s3://data/year=2027/O'Neil (1)!".replace(' ', '_'), 'data', "year=2027/O'Neil_(1)!"],
  ['s3://data/v1.2.3/A_b-c', 'data', 'v1.2.3/A_b-c']
])('parses %s', (text, bucket, prefix) => {
  expect(parseS3Url(text)).toEqual({ bucket, prefix })
})

test.each([
  '',
  's3://',
  's3:///fraud',
  'fraud-exports',
  'S3://fraud-exports',
  'https://s3.amazonaws.com/fraud',
  'arn:aws:s3:::fraud-exports',
  's3://Fraud',
  's3://fraud_exports',
  's3://data//',
  's3://data//fraud',
  's3:////data/fraud',
  's3://data/fraud//',
  's3://data/../secrets',
  's3://data/..',
  's3://data/a/../../b',
  's3://data/...',
  's3://data/./a',
  's3://data/*',
  's3://*',
  's3://data/fraud?',
  's3://data/${aws:username}',
  's3://data/{tenant}',
  's3://data/a b',
  's3://data/a\n',
  's3://data/a%2Fb',
  's3://data/a\\b',
  's3://data/a\u0000',
  's3://data/\u00e9',
  's3://data/a"b',
  ' s3://data',
  's3://user:word@data/x',
  `s3://data/${'a'.repeat(901)}`
])('rejects %j', text => {
  expect(parseS3Url(text)).toBeUndefined()
})

test('accepts valid bucket names', () => {
  const names = ['abc', 'a1b', '123', 'my.bucket-1', '1.2.3', 'x'.repeat(63), 'a--b']
  expect(names.filter(name => !isBucket(name))).toEqual([])
})

test('rejects bucket names that S3 reserves', () => {
  const short = ['ab', 'x'.repeat(64), '']
  const letters = ['A-bucket', 'a_b', 'a b', '-abc', 'abc-', '.abc', 'abc.', 'a..b', 'a.-b', 'a-.b']
  const kept = ['xn--abc', 'sthree-a', 'amzn-s3-demo-bucket', 'a-s3alias', 'a--ol-s3', 'a.mrap']
  const others = ['a--usw2-az1--x-s3', 'a--table-s3', '10.0.0.1', '192.168.5.4']
  const names = [...short, ...letters, ...kept, ...others]
  expect(names.filter(isBucket)).toEqual([])
})

const at = (text: string): Place => {
  const place = parseS3Url(text)
  if (!place) throw new Error(`no place: ${text}`)
  return place
}

test.each([
  ['s3://shared-datasets/*', 's3://shared-datasets/fraud'],
  ['s3://shared-datasets/*', 's3://shared-datasets/fraud/2027'],
  ['s3://shared-datasets/*', 's3://shared-datasets'],
  ['s3://shared-datasets', 's3://shared-datasets'],
  ['s3://shared-datasets', 's3://shared-datasets/fraud/2027'],
  ['s3://shared-datasets/', 's3://shared-datasets/fraud'],
  ['s3://shared/fraud', 's3://shared/fraud'],
  ['s3://shared/fraud', 's3://shared/fraud/2027'],
  ['s3://shared/fraud/', 's3://shared/fraud'],
  ['s3://shared/fraud/*', 's3://shared/fraud'],
  ['s3://shared/fraud/*', 's3://shared/fraud/2027/01'],
  ['s3://shared/fraud*', 's3://shared/fraud-eu'],
  ['s3://shared/f*/*', 's3://shared/fraud'],
  ['s3://shared/*/public', 's3://shared/fraud/public'],
  ['s3://shared/*/public', 's3://shared/fraud/eu/public/x'],
  ['s3://fraud-*', 's3://fraud-exports'],
  ['s3://fraud-*', 's3://fraud-exports/a/b'],
  ['s3://fraud-*/out', 's3://fraud-exports/out/x'],
  ['s3://*', 's3://anything/at/all']
])('%s covers %s', (pattern, place) => {
  expect(covers(pattern, at(place))).toBe(true)
})

test.each([
  ['s3://shared//', 's3://shared/fraud'],
  ['s3://shared/fraud', 's3://shared/fraud-secrets'],
  ['s3://shared/fraud', 's3://shared/fraud.bak/x'],
  ['s3://shared/fraud', 's3://shared/frau'],
  ['s3://shared/fraud', 's3://shared'],
  ['s3://shared/fraud', 's3://shared/x/fraud'],
  ['s3://shared/fraud', 's3://shared2/fraud'],
  ['s3://shared/fraud/*', 's3://shared/fraud-secrets/x'],
  ['s3://shared/fraud/*', 's3://shared'],
  ['s3://shared/fraud/eu', 's3://shared/fraud'],
  ['s3://shared/*/public', 's3://shared/fraud'],
  ['s3://shared/*/public', 's3://shared'],
  ['s3://shared/*/public', 's3://shared/fraud/publication'],
  ['s3://shared', 's3://shared-secrets'],
  ['s3://fraud-*', 's3://fraud'],
  ['s3://fraud-*', 's3://frauds-exports'],
  ['s3://fraud-*', 's3://not-fraud-exports'],
  ['s3://fraud-*', 's3://evil/fraud-exports'],
  ['s3://fraud-*/out', 's3://fraud-exports'],
  ['s3://fraud-*/out', 's3://fraud-exports/in/out'],
  ['s3://{tenant}-*', 's3://tenant-exports'],
  ['fraud-*', 's3://fraud-exports'],
  ['*', 's3://fraud-exports'],
  ['', 's3://fraud-exports'],
  ['s3://', 's3://fraud-exports']
])('%s does not cover %s', (pattern, place) => {
  expect(covers(pattern, at(place))).toBe(false)
})

test('accepts valid patterns only', () => {
  const good = ['s3://*', 's3://{tenant}-*', 's3://shared/*', 's3://shared/{tenant}/*', 's3://a/b/']
  const bad = [
    '*',
    'shared',
    's3://',
    's3:///a',
    's3://a//b',
    's3://a/../b',
    's3://{team}-*',
    's3://A*'
  ]
  expect(good.filter(text => !isS3Pattern(text))).toEqual([])
  expect([...bad, 's3://a/?', 's3://a?', 's3://a/${x}'].filter(isS3Pattern)).toEqual([])
})

const names = fc.constantFrom('fraud', 'fraud-eu', 'fraudx', 'eu', 'f')
const places = fc
  .tuple(fc.constantFrom('shared', 'shared-eu', 'fraud-x'), fc.array(names, { maxLength: 3 }))
  .map(([bucket, path]) => ({ bucket, prefix: path.join('/') }))
const globs = fc.constantFrom(
  's3://shared',
  's3://shared/fraud',
  's3://shared/fraud/*',
  's3://shared*'
)
const patterns = fc.oneof(globs, fc.constantFrom('s3://*/eu', 's3://shared/*/eu', 's3://shared/f*'))

test('what covers a folder covers everything in it', () => {
  fc.assert(
    fc.property(patterns, places, names, (pattern, place, name) => {
      const below = { ...place, prefix: [place.prefix, name].filter(Boolean).join('/') }
      expect(!covers(pattern, place) || covers(pattern, below)).toBe(true)
    })
  )
})

test('a pattern without a star covers itself and what is below it', () => {
  fc.assert(
    fc.property(places, places, (granted, asked) => {
      const [grant, ask] = [formatS3Url(granted), formatS3Url(asked)]
      expect(covers(grant, asked)).toBe(ask === grant || ask.startsWith(`${grant}/`))
    })
  )
})

test('a formatted place is parsed to the same, and no text throws', () => {
  fc.assert(
    fc.property(places, place => void expect(parseS3Url(formatS3Url(place))).toEqual(place))
  )
  fc.assert(fc.property(fc.string(), text => void [parseS3Url(text), isS3Pattern(text)]))
})

test.each([
  ['arn:aws:s3:::landing/fraud/*', 's3://landing/fraud/*'],
  ['arn:aws-cn:s3:::landing', 's3://landing'],
  [
    'arn:aws:iam::aws:policy/AmazonSageMakerReadOnly',
    'arn:aws:iam::aws:policy/AmazonSageMakerReadOnly'
  ]
])('%s is shown as %s', (arn, shown) => {
  expect(urlOfArn(arn)).toBe(shown)
})
