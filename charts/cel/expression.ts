import { isFields } from '../verify/value.ts'
import { fail, functions, itemsOf, macros, methods } from './functions.ts'
import { binary, bool, pick } from './operators.ts'
import { expect, next, peek, type Reader, readerOf, take } from './reader.ts'

type Scope = Readonly<Record<string, unknown>>

interface Node {
  readonly run: (scope: Scope) => unknown
  /** Of `a.b`, for `has`: how to get `a`, and the name. */
  readonly holder?: (scope: Scope) => unknown
  readonly name?: string
}

/** What a CEL expression comes to; throws where the API server cannot compute it either. */
export function evaluator(text: string): (scope: Scope) => unknown {
  const reader = readerOf(text)
  const { run } = ternary(reader)
  if (peek(reader).kind !== 'end') throw new Error(`bug: CEL goes on after its end: ${text}`)
  return run
}

function ternary(reader: Reader): Node {
  const condition = operation(reader, 0)
  if (!take(reader, '?')) return condition
  const yes = ternary(reader)
  expect(reader, ':')
  const no = ternary(reader)
  return { run: scope => (bool(condition.run(scope)) ? yes : no).run(scope) }
}

function operation(reader: Reader, level: number): Node {
  const operators = binary[level]
  if (!operators) return unary(reader)
  let left = operation(reader, level + 1)
  for (;;) {
    const { kind, value } = peek(reader)
    const operator =
      kind === 'text' || !Object.hasOwn(operators, value) ? undefined : operators[value]
    if (!operator) return left
    reader.at++
    const [a, b] = [left, operation(reader, level + 1)]
    left = {
      run: scope =>
        operator(
          () => a.run(scope),
          () => b.run(scope)
        )
    }
  }
}

function unary(reader: Reader): Node {
  if (!take(reader, '!')) return member(reader)
  const { run } = unary(reader)
  return { run: scope => !bool(run(scope)) }
}

function member(reader: Reader): Node {
  let node = primary(reader)
  for (;;) {
    if (take(reader, '[')) node = select(node, ternary(reader), reader)
    else if (take(reader, '.')) node = field(node, reader)
    else return node
  }
}

function select({ run }: Node, key: Node, reader: Reader): Node {
  expect(reader, ']')
  return { run: scope => pick(run(scope), key.run(scope)) }
}

function field({ run: holder }: Node, reader: Reader): Node {
  const name = next(reader).value
  if (!take(reader, '(')) return { run: scope => pick(holder(scope), name), holder, name }
  const macro = macros[name]
  if (macro) return macroCall(macro, holder, reader)
  const method = methods[name] ?? fail(`bug: CEL calls ${name}, which nothing does`)
  const rest = list(reader, ')')
  return { run: scope => method(holder(scope), ...rest.map(each => each.run(scope))) }
}

function macroCall(macro: (typeof macros)[string], holder: Node['run'], reader: Reader): Node {
  const variable = next(reader).value
  expect(reader, ',')
  const { run } = ternary(reader)
  expect(reader, ')')
  return {
    run: scope => macro(itemsOf(holder(scope)), item => bool(run({ ...scope, [variable]: item })))
  }
}

const constants: Scope = { true: true, false: false, null: null }

function primary(reader: Reader): Node {
  const { kind, value } = next(reader)
  if (kind === 'text') return { run: () => value }
  if (kind === 'number') return { run: () => Number(value) }
  if (kind === 'name') return take(reader, '(') ? call(value, reader) : variable(value)
  if (value === '(') {
    const inner = ternary(reader)
    expect(reader, ')')
    return { run: inner.run }
  }
  if (value === '[') {
    const items = list(reader, ']')
    return { run: scope => items.map(({ run }) => run(scope)) }
  }
  if (value !== '{') throw new Error(`bug: CEL has ${value} where a value belongs`)
  expect(reader, '}')
  return { run: () => ({}) }
}

function variable(name: string): Node {
  return { run: scope => (name in constants ? constants[name] : pick(scope, name)) }
}

function call(name: string, reader: Reader): Node {
  const values = list(reader, ')')
  const [first] = values
  if (name === 'has' && first?.holder) return { run: scope => has(first, scope) }
  const known = functions[name] ?? fail(`bug: CEL calls ${name}, which nothing does`)
  return { run: scope => known(...values.map(({ run }) => run(scope))) }
}

function has({ holder, name = '' }: Node, scope: Scope): boolean {
  const value = holder?.(scope)
  return isFields(value) ? Object.hasOwn(value, name) : fail('nothing that has fields')
}

function list(reader: Reader, close: string): Node[] {
  const items: Node[] = []
  while (!take(reader, close)) {
    items.push(ternary(reader))
    if (peek(reader).value !== close) expect(reader, ',')
  }
  return items
}
