import { Environment, EvaluationError } from '@marcbachmann/cel-js'
import type { Check } from './fault.ts'
import { type Fields, isFields } from './value.ts'

/** Applies the rules of one `x-kubernetes-validations` as the API server does to a new object. */
export function celCheck(rules: readonly string[]): Check {
  const prepared = rules.map(rule => ({
    run: celExpression(rule, selfOnly),
    fault: { path: '', message: `must obey ${rule}` }
  }))
  return value => {
    const self = celValue(value)
    return prepared.find(({ run }) => !holds(run, self))?.fault
  }
}

function holds(run: ReturnType<typeof celExpression>, self: unknown): boolean {
  try {
    return run({ self }) === true
  } catch (error) {
    // The API server rejects an object if one of its rules fails to evaluate.
    if (error instanceof EvaluationError && error.code !== badPattern) return false
    throw error
  }
}

/** Prepares an expression. An unknown name in it is a bug and throws, instead of evaluating to false. */
export function celExpression(
  text: string,
  environment: Environment
): (variables: Fields) => unknown {
  try {
    const run = environment.parse(inOtherWords(text))
    const { valid, error } = run.check()
    if (valid) return run
    throw error
  } catch (error) {
    throw new Error(`bug: this CEL cannot be evaluated: ${text}`, { cause: error })
  }
}

/**
 * Converts a JSON value for CEL: whole numbers get a type of their own, and a field named `constructor`
 * is only a key.
 */
export function celValue(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value
  if (Array.isArray(value)) return value.map(celValue)
  if (!isFields(value)) return value
  return new Map(Object.entries(value).map(([key, field]) => [key, celValue(field)]))
}

/** The functions that Kubernetes offers to every expression, and untyped variables. */
export function celEnvironment(...variables: readonly string[]): Environment {
  return variables.reduce(
    (environment, name) => environment.registerVariable(name, 'dyn'),
    kubernetes.clone()
  )
}

const badPattern = 'invalid_regular_expression'

const kubernetes = new Environment({ homogeneousAggregateLiterals: false })
  .registerType('kubernetes.URL', URL)
  .registerFunction('isURL(string): bool', (text: string) => URL.canParse(text))
  .registerFunction('url(string): kubernetes.URL', (text: string) =>
    URL.canParse(text) ? new URL(text) : fail('not a URL')
  )
  .registerFunction('kubernetes.URL.getScheme(): string', ({ protocol }: URL) =>
    protocol.slice(0, -1)
  )
  .registerFunction('string.find(string): string', (text: string, pattern: string) => {
    return new RegExp(pattern).exec(text)?.[0] ?? ''
  })
  .registerFunction('wholeNumber(int): int', (number: bigint) => number)
  .registerFunction('wholeNumber(string): int', (text: string) => {
    const number = /^[-+]?\d+$/.test(text) ? BigInt(text) : fail('not a whole number')
    return BigInt.asIntN(64, number) === number ? number : fail('too large a number')
  })

const selfOnly = celEnvironment('self')

function fail(reason: string): never {
  throw new EvaluationError(reason)
}

const literal = /r?"""[\s\S]*?"""|r?"(?:\\.|[^"\\])*"|r?'(?:\\.|[^'\\])*'/.source
const differing = new RegExp(
  `${literal}|\\bint\\(|\\bhas\\(([\\w.]+\\[\\d+][\\w.]*)\\.(\\w+)\\)`,
  'g'
)

/** In the library, `int` accepts "" and "0b1", and `has` does not accept a list index. */
function inOtherWords(text: string): string {
  return text.replace(differing, (found, holder?: string, field?: string) => {
    if (holder !== undefined) return `cel.bind(holder, ${holder}, has(holder.${field}))`
    return found === 'int(' ? 'wholeNumber(' : found
  })
}
