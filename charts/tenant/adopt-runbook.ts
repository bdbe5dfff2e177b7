import type { Step } from './adopt-steps.ts'

/** A namespace to adopt, and what has to be done for it. */
interface Run {
  readonly name: string
  readonly steps: readonly Step[]
}

/**
 * A shell script for many namespaces. The cluster itself remembers what is done, so it may stop anywhere
 * and be run again.
 */
export function runbook(cluster: string, runs: readonly Run[]): string {
  const late = runs.flatMap(({ steps }) => steps.filter(({ when }) => when === 'late')).slice(0, 1)
  return [
    headOf(cluster, runs.length),
    'before() {\n',
    ...runs.map(({ name, steps }) => section(name, steps, 'before')),
    '}\n\nafter() {\n  late=no\n',
    ...runs.map(({ name, steps }) => section(name, steps, 'after')),
    ...late.map(({ why, commands }) => {
      return `  if [ $late = yes ]; then\n${told(why)}${commands.map(line => `    ${line}\n`).join('')}  fi\n`
    }),
    '}\n\n"$step"\n'
  ].join('')
}

function headOf(cluster: string, amount: number): string {
  return `#!/bin/sh
# Adopts ${amount} namespaces on cluster ${cluster}, in two steps: \`before\` the merge, and \`after\` it.
# It uses the current context of kubectl. It may stop anywhere, and be run again: what git has already
# is left alone. Read it before you run it.
set -eu
step=\${1:-}
case $step in
  before | after) ;;
  *) echo "usage: sh adopt.sh before, then merge and wait for the sync, then sh adopt.sh after" >&2; exit 2 ;;
esac

is_there() { [ -n "$(kubectl get namespace "$1" --ignore-not-found --output name)" ]; }

is_ours() {
  label=$(kubectl get namespace "$1" --output jsonpath='{.metadata.labels.app\\.kubernetes\\.io/managed-by}')
  [ "$label" = tenantry ]
}

`
}

function section(name: string, steps: readonly Step[], phase: 'before' | 'after'): string {
  const own = steps.filter(({ when }) => when === phase)
  const body = own.map(
    ({ why, commands }) => `${told(why)}${commands.map(line => commandIn(line, phase)).join('')}`
  )
  const skipped =
    phase === 'before'
      ? `  elif is_ours ${name}; then\n    echo '${name}: git has it already'\n`
      : `  elif ! is_ours ${name}; then\n    echo '${name}: git does not have it yet'\n    late=yes\n`
  return (
    `  if ! is_there ${name}; then\n    echo '${name}: is not there yet, so git makes it'\n${skipped}  else\n` +
    `${body.join('')}    echo '${name}: ${phase === 'before' ? 'may be merged' : 'is done'}'\n  fi\n`
  )
}

/** After the merge, one namespace that is late does not stop the others, and nothing may be left to list. */
function commandIn(line: string, phase: 'before' | 'after'): string {
  const isWait = phase === 'after' && line.startsWith('kubectl wait ')
  const isList = phase === 'after' && !isWait
  const indented = line.replaceAll('\n', '\n    ')
  return `    ${indented}${isWait ? ' || late=yes' : ''}${isList ? ' || true' : ''}\n`
}

function told(why: readonly string[]): string {
  return why.map(line => `    # ${line}\n`).join('')
}
