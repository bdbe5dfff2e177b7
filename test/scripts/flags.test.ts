import { expect, test } from 'vitest'
import { readFlags } from '../../scripts/cli/flags.ts'

const spec = {
  name: 'move',
  about: 'Moves.',
  operands: ['<from>', '[to]'],
  flags: {
    root: { value: '<folder>', about: 'where' },
    cluster: { value: '<name>', repeatable: true, about: 'which' },
    force: { about: 'also if' }
  }
}

const read = (...args: string[]) => readFlags(spec, args)

test('accepts flags anywhere, with a space or an equals sign, and keeps the order of operands', () => {
  const { operands, flags } = read('--cluster', 'a', 'here', '--cluster=b', '--force', 'there')
  expect(operands).toEqual(['here', 'there'])
  expect([...flags]).toEqual([
    ['cluster', ['a', 'b']],
    ['force', ['']]
  ])
})

test('takes everything after `--` as an operand, and `-` too', () => {
  expect(read('--', '--force', '-').operands).toEqual(['--force', '-'])
})

test.each([
  [['here', '--rot', 'x'], 'there is no flag `--rot`; did you mean `--root`?'],
  [['here', '--hepl'], 'there is no flag `--hepl`; did you mean `--help`?'],
  [['here', '-x'], /^there is no flag `-x`; the known ones are `--cluster`/],
  [['here', '--__proto__', 'x'], /^there is no flag `--__proto__`/],
  [['here', '--root'], '`--root` needs a value: `--root <folder>`'],
  [['here', '--root='], '`--root` needs a value: `--root <folder>`'],
  [['here', '--root', '--force'], '`--root` needs a value: `--root <folder>`'],
  [['here', '--root', 'a', '--root', 'b'], '`--root` is given twice'],
  [['here', '--force', '--force'], '`--force` is given twice'],
  [['here', '--force=yes'], '`--force` takes no value'],
  [[], '`move` needs <from>'],
  [
    ['here', 'there', 'away'],
    '`move` does not take `away`; after `npm run`, flags need `--` before them'
  ]
])('reports %j in one line', (args, message) => {
  expect(() => read(...args)).toThrow(message)
})

test('requires the equals sign for a value that begins with a dash', () => {
  expect(read('here', '--root=-odd').flags.get('root')).toEqual(['-odd'])
})

test('accepts several values for an operand that ends in dots', () => {
  const many = { ...spec, operands: ['<file>', '[file...]'] }
  expect(readFlags(many, ['a', 'b', 'c']).operands).toEqual(['a', 'b', 'c'])
  expect(() => readFlags(many, [])).toThrow('`move` needs <file>')
})
