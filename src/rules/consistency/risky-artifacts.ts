import { releaseOf } from '../../kubeflow/release.ts'
import type { Rule } from '../rule.ts'

/** The pipelines UI serves artifacts without checking who may see them. */
export const riskyArtifacts: Rule = ({ clusters }, report) => {
  for (const { pipelines, release, at } of clusters) {
    if (pipelines.env !== 'aws' || pipelines.artifactProxy) continue
    if (releaseOf(release).pipelines.asksForArtifacts) continue
    report({
      code: 'risky-artifacts',
      message: 'anyone who is signed in can read the artifacts of every tenant',
      at: at('pipelines', 'artifactProxy'),
      help: 'remove `artifactProxy`: then each tenant serves its own artifacts, and the UI has no access to them'
    })
  }
}
