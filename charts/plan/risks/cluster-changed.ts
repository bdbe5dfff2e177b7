import type { Cluster } from '../../../src/cluster/cluster.ts'
import { clusterPairs } from '../cluster-pairs.ts'
import { differences, pathText } from '../differences.ts'
import { lineAt } from '../line-at.ts'
import type { RiskRule } from './risk-rule.ts'

/** Runs, artifacts and sign-ins of all tenants depend on these. */
export const clusterChanged: RiskRule = {
  level: 'high',
  find: ({ comparison }) => {
    return clusterPairs(comparison).flatMap(({ was, is }) => {
      return differences(partsOf(was), partsOf(is)).map(({ path, before, after }) => ({
        message: `\`${pathText(path)}\` of cluster \`${is.name}\` changes from ${shown(before)} to ${shown(after)}`,
        help: helpFor(String(path[0]?.after), String(path[1]?.after)),
        at: lineAt(is.at(...path.map(step => step.after))),
        tenants: [],
        clusters: [is.name]
      }))
    })
  }
}

/** In the words of its file. */
function partsOf({ file, aws }: Cluster) {
  const { database, buckets } = file.pipelines ?? {}
  const { account, region, eks, oidcProvider } = file.aws
  return {
    aws: { account, region, eks, oidcProvider, identity: aws.identity },
    pipelines: { database, buckets },
    identity: { ...file.identity }
  }
}

function helpFor(section: string, field: string): string {
  if (section === 'identity') return 'look who can sign in, and whether e-mails stay as they are'
  if (section === 'aws') return 'roles and their trust follow: look whether everything was moved'
  return field === 'buckets'
    ? 'nothing copies what is in the old bucket'
    : 'nothing copies the runs in the old database'
}

function shown(value: unknown): string {
  if (value === null) return 'nothing'
  return `\`${typeof value === 'object' ? JSON.stringify(value) : String(value)}\``
}
