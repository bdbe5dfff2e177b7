import { findTool } from '../../scripts/system/tool.ts'
import { UsageError } from '../../scripts/system/usage-error.ts'

/** Go builds these once for each state of tools/go.mod, which takes longer than a test may. */
export function setup(): void {
  for (const name of ['kustomize', 'kubeconform'] as const) {
    try {
      findTool(name)
    } catch (error) {
      // Tests that need it say that it is missing.
      if (!(error instanceof UsageError)) throw error
    }
  }
}
