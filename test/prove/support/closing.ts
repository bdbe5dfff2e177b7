import type { Reporter } from 'vitest/node'
import { originOf } from '../../../scripts/overlay/release-origin.ts'
import { programOf } from '../../../scripts/prove/program.ts'
import { missingParts } from '../../../scripts/system/upstream.ts'

/** Prints what a run was based on before the final line, because a proof is only as good as that. */
export const closing: Reporter = {
  onTestRunEnd() {
    const { PROFILE_CONTROLLER, KFAM, UPSTREAM } = process.env
    const isReal = UPSTREAM && missingParts(UPSTREAM).length === 0
    const lines = [
      `profile controller: ${PROFILE_CONTROLLER ?? 'a stand-in, test/prove/support/profiles.ts'}`,
      `KFAM: ${KFAM ?? 'a stand-in, test/prove/support/contributors.ts'}`,
      `Kubeflow's files: ${originOf('.', '26.03').about}; CRDs: ${isReal ? 'the real ones' : 'made from schemas/objects/'}`,
      `control plane: ${programOf('control-plane').about}; ${programOf('kustomize-controller').about}`,
      'source-controller: a stand-in, test/prove/support/source.ts; no nodes, no mesh, no webhooks of Kubeflow'
    ]
    process.stdout.write(`\n${lines.join('\n')}\n`)
  }
}
