const width = 120

/** Prints JSON that is easy to diff: whatever fits on a line is on one line. */
export function print(value: unknown, indent = ''): string {
  const line = JSON.stringify(value)
  if (indent.length + line.length <= width || typeof value !== 'object' || value === null)
    return line
  const deeper = `${indent} `
  if (Array.isArray(value)) {
    return `[\n${value.map(each => deeper + print(each, deeper)).join(',\n')}\n${indent}]`
  }
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  const lines = entries.map(([k, each]) => `${deeper}${JSON.stringify(k)}: ${print(each, deeper)}`)
  return `{\n${lines.join(',\n')}\n${indent}}`
}
