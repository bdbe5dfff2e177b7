import { Refusal } from '../../scripts/system/refusal.ts'
import { findTool } from '../../scripts/system/tool.ts'

/** Builds the tools before the tests, because the first Go build takes longer than a test may. */
export function setup(): void {
  for (const name of ['kustomize', 'kubeconform'] as const) {
    try {
      findTool(name)
    } catch (error) {
      // Tests that need the tool report that it is missing.
      if (!(error instanceof Refusal)) throw error
    }
  }
}
