import type { Cluster } from '../../cluster/cluster.ts'
import { notebooks } from '../../cluster/notebooks.ts'
import type { Report } from '../../diagnostics/diagnostic.ts'
import { filled } from '../../schema/filled.ts'
import type { Rule } from '../rule.ts'

/** Notebooks must be able to start, and must not be stopped while somebody is working. */
export const invalidNotebooks: Rule = ({ clusters }, report) => {
  for (const cluster of clusters) {
    for (const field of ['cpu', 'memory'] as const) factor(cluster, field, report)
    culling(cluster, report)
  }
}

function factor({ notebooks, at }: Cluster, field: 'cpu' | 'memory', report: Report): void {
  const { factor } = notebooks[field]
  if (factor === 'none' || Number(factor) >= 1) return
  report({
    code: 'invalid-notebooks',
    message: `no notebook would start: it could use only ${factor} times the ${field} that it asks for`,
    at: at('notebooks', field, 'limitFactor'),
    help: 'write 1 or more, or `none` for no limit'
  })
}

function culling({ notebooks: { culling }, file, at }: Cluster, report: Report): void {
  const written = file.notebooks?.culling
  if (
    !culling ||
    !written ||
    (culling.idle > 0 && culling.check > 0 && culling.idle >= culling.check)
  )
    return
  const { idle, check } = filled(notebooks.properties.culling, written)
  const field = culling.check === 0 ? 'check' : 'idle'
  const message =
    culling.idle === 0 || culling.check === 0
      ? `\`${field}\` is zero`
      : `Kubeflow checks notebooks only every ${check}, so it would not notice that one is idle for ${idle}`
  const help = 'set `idle` to how long a notebook may sit idle, and `check` to a shorter time'
  report({ code: 'invalid-notebooks', message, at: at('notebooks', 'culling', field), help })
}
