import { newlyAllowed } from '../../../src/aws/newly-allowed.ts'
import { load } from '../../../src/yaml/dump.ts'
import { manifests } from '../../changes/object-fates.ts'
import type { Manifest } from '../../objects/manifest.ts'
import { fields, list } from '../../verify/value.ts'
import { grantsText } from '../aws-grants.ts'
import type { Comparison } from '../comparison.ts'
import { textsIn } from '../map-texts.ts'
import { documentsIn } from '../platform-iam.ts'
import { ofTenant } from '../sites.ts'

/** What a generated file gives to whom, and did not before, whatever else says so. */
export function handedOut(comparison: Comparison, path: string): string[] {
  if (path.endsWith('/iam.json')) return byAws(comparison, path)
  if (!/\.ya?ml$/.test(path)) return []
  const tenant = ofTenant(path)?.name
  const [was, is] = [comparison.before, comparison.after].map(({ read }) => {
    const text = read(path) ?? ''
    return [...manifests(text).flatMap(object => givenBy(object, tenant)), ...changersIn(text)]
  })
  const old = new Set(was)
  return [...new Set(is)].filter(text => !old.has(text))
}

function byAws(comparison: Comparison, path: string): string[] {
  return documentsIn(comparison, path, 'permissions').flatMap(({ name, was, is }) => {
    const found = newlyAllowed(was, is)
    return found.length === 0 ? [] : [`the AWS role \`${name}\` may use ${grantsText(found)}`]
  })
}

/** What a file of kustomize has beside its resources may change any of these, also whom they let in. */
function changersIn(text: string): string[] {
  return load(text).flatMap(document => {
    const { kind, apiVersion: _, resources, ...others } = fields(document)
    if (kind !== 'Kustomization') return []
    const remote = list(resources)
      .map(String)
      .filter(place => !/^(?:\.\.\/)*(?:[\w-]+\/)*[\w-]+(?:\.ya?ml)?$/.test(place))
    return [
      ...Object.entries(others).map(([name, value]) => {
        return `\`${name}\` is not judged: ${JSON.stringify(value)}`
      }),
      ...remote.map(place => `\`${place}\` is not judged`)
    ]
  })
}

function givenBy(
  { kind, metadata, roleRef, subjects, spec }: Manifest,
  tenant: string | undefined
): string[] {
  if (/^(?:Cluster)?RoleBinding$/.test(kind)) {
    const role = String(fields(roleRef).name)
    const { namespace } = metadata
    const place =
      kind === 'ClusterRoleBinding'
        ? ' in all namespaces'
        : namespace === undefined || namespace === tenant
          ? ''
          : ` in \`${namespace}\``
    return list(subjects).map(subject => `\`${subjectText(subject)}\` gets \`${role}\`${place}`)
  }
  const { action, rules } = fields(spec)
  if (kind !== 'AuthorizationPolicy' || action === 'DENY') return []
  return list(rules).flatMap(rule => {
    const names = whoIn(rule)
    const who = names.length > 0 ? names.map(name => `\`${name}\``) : ['anyone']
    return who.map(name => `\`${metadata.name}\` lets in ${name}`)
  })
}

function subjectText(subject: unknown): string {
  const { namespace, name } = fields(subject)
  return namespace === undefined ? String(name) : `${String(namespace)}/${String(name)}`
}

/** Whoever a rule is about: who asks, and what else has to be so. */
function whoIn(rule: unknown): string[] {
  const { from, when } = fields(rule)
  const sources = list(from).flatMap(one => Object.values(fields(fields(one).source)))
  const values = list(when).map(one => fields(one).values)
  return [...sources, ...values].flatMap(textsIn)
}
