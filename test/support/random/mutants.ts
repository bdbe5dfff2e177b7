type Fields = Readonly<Record<string, unknown>>

const others = [null, 'Not-A-Name', '', -7, 1.5, true, [], {}, ['x', 'x']]

/**
 * Every `step`th mutation of an object: another value, a missing field, or an unknown one. The kind
 * stays.
 */
export function mutants(object: Fields, step: number): unknown[] {
  const all: (() => unknown)[] = []
  const visit = (value: unknown, put: (changed: unknown) => unknown): void => {
    if (Array.isArray(value)) {
      all.push(() => put([...value, ...value]))
      for (const [i, item] of value.entries()) visit(item, changed => put(value.with(i, changed)))
    } else if (isFields(value)) {
      all.push(() => put({ ...value, unknown: 1 }))
      for (const [name, field] of Object.entries(value)) {
        if (value === object && ['apiVersion', 'kind'].includes(name)) continue
        const { [name]: gone, ...rest } = value
        all.push(() => put(rest), ...others.map(other => () => put({ ...value, [name]: other })))
        visit(field, changed => put({ ...value, [name]: changed }))
      }
    }
  }
  visit(object, changed => changed)
  return all.filter((_, i) => i % step === 0).map(make => make())
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
