import { isIPv6 } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Cidr,
  contains,
  formatCidr,
  overlaps,
  parseCidr,
  suggestCidr
} from '../../../src/values/cidr.ts'

test.each([
  ['10.0.0.0/8', '10.0.0.0/8'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['255.255.255.255/32', '255.255.255.255/32'],
  ['192.168.4.0/22', '192.168.4.0/22'],
  ['::/0', '::/0'],
  ['::1/128', '::1/128'],
  ['2001:DB8::/32', '2001:db8::/32'],
  ['2001:0db8:0000:0000:0000:0000:0000:0000/32', '2001:db8::/32'],
  ['fd00:ec2::23/128', 'fd00:ec2::23/128'],
  ['2001:db8:0:0:1:0:0:1/128', '2001:db8::1:0:0:1/128'],
  ['2001:db8:0:1:1:1:1:1/128', '2001:db8:0:1:1:1:1:1/128'],
  ['1:2:3:4:5:6:7::/112', '1:2:3:4:5:6:7:0/112'],
  ['1:0:0:2:0:0:0:3/128', '1:0:0:2::3/128'],
  ['10:0:0:0:0:0:0:100/128', '10::100/128']
])('%s is the block %s', (text, form) => {
  const block = parseCidr(text)
  expect(block && formatCidr(block)).toBe(form)
})

test.each([
  ['10.10.10.4/24', '10.10.10.0/24'],
  ['10.0.0.1/8', '10.0.0.0/8'],
  ['1.2.3.4/0', '0.0.0.0/0'],
  ['2001:db8::1/32', '2001:db8::/32'],
  ['10.1.2.3', '10.1.2.3/32'],
  ['2001:db8::1', '2001:db8::1/128'],
  ['10.0.0.0/33', '10.0.0.0/32'],
  ['::/129', '::/128']
])('%s is not a block, but probably means %s', (text, meant) => {
  expect(parseCidr(text)).toBeUndefined()
  expect(suggestCidr(text)).toBe(meant)
})

test.each([
  '',
  '/',
  '10.0.0.0/',
  '10.0.0.0/08',
  '10.0.0.0/-1',
  '10.0.0/8',
  '10.0.0.0.0/8',
  '10.0.0.256/8',
  '010.0.0.0/8',
  '10.0.0.0/255.0.0.0',
  '10.0.0.0/8 ',
  'a.b.c.d/8',
  ':/64',
  ':::/64',
  '1::2::3/64',
  '1:2:3:4:5:6:7/64',
  '1:2:3:4:5:6:7:8:9/64',
  '1:2:3:4:5:6:7:8::/64',
  '12345::/64',
  'g::/64',
  '::ffff:10.0.0.0/104',
  'fe80::1%eth0/64',
  '*',
  'open'
])('%j is nothing like a block', text => {
  expect(parseCidr(text)).toBeUndefined()
  expect(suggestCidr(text)).toBeUndefined()
})

const at = (text: string): Cidr => {
  const block = parseCidr(text)
  if (!block) throw new Error(`no block: ${text}`)
  return block
}

test.each([
  ['10.0.0.0/8', '10.1.0.0/16', true],
  ['10.0.0.0/8', '10.0.0.0/8', true],
  ['10.1.0.0/16', '10.0.0.0/8', false],
  ['10.0.0.0/8', '11.0.0.0/8', false],
  ['0.0.0.0/0', '169.254.170.23/32', true],
  ['::/0', '10.0.0.0/8', false],
  ['0.0.0.0/0', '::/0', false],
  ['2001:db8::/32', '2001:db8:1::/48', true]
])('%s contains %s: %s', (outer, inner, expected) => {
  expect(contains(at(outer), at(inner))).toBe(expected)
})

test('blocks overlap if one contains the other', () => {
  expect(overlaps(at('10.1.0.0/16'), at('10.0.0.0/8'))).toBe(true)
  expect(overlaps(at('10.0.0.0/8'), at('10.1.0.0/16'))).toBe(true)
  expect(overlaps(at('10.0.0.0/16'), at('10.1.0.0/16'))).toBe(false)
})

test('a formatted block is parsed to the same, and Node accepts it', () => {
  const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }))
  const groups = fc.array(group, { minLength: 8, maxLength: 8 })
  fc.assert(
    fc.property(groups, fc.integer({ min: 0, max: 128 }), (parts, length) => {
      const text = `${parts.map(part => part.toString(16)).join(':')}/${length}`
      const form = suggestCidr(text) ?? ''
      expect(formatCidr(at(form))).toBe(form)
      expect(isIPv6(form.split('/')[0] ?? '')).toBe(true)
      const full = suggestCidr(`${text.split('/')[0]}/128`) ?? ''
      expect(new URL(`http://[${full.split('/')[0]}]`).hostname).toBe(`[${full.split('/')[0]}]`)
    })
  )
})

test('no text throws', () => {
  const letters = fc.string({ unit: fc.constantFrom('0', '1', 'f', ':', '.', '/', '2') })
  fc.assert(fc.property(letters, text => void [parseCidr(text), suggestCidr(text)]))
})
