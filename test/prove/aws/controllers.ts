import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadAll } from 'js-yaml'
import { render } from '../../../charts/render.ts'
import { compile } from '../../../src/compile.ts'
import { readTree } from '../../../src/files/disk.ts'
import { at, type Fields, list, type Thing } from '../../overlay/thing.ts'
import { copyAcme } from '../../support/acme.ts'
import type { Aws } from './ask.ts'
import { cluster } from './company.ts'

/** The roles and users of the same cluster as objects for the controllers of AWS, under a prefix of their own. */
export function identities(folder: string, prefix: string, edit = (text: string) => text): Thing[] {
  copyAcme(folder)
  const file = join(folder, 'platform/clusters', `${cluster}.yaml`)
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, edit(text.replace('iam: terraform', `iam: ack\n  rolePrefix: ${prefix}`)))
  const { model } = compile(readTree(folder), { today: '2026-06-15', touched: new Set() })
  if (!model) throw new Error('the example with the controllers of AWS does not compile')
  return [...render(model)]
    .filter(([path]) => path.startsWith(`generated/${cluster}/`) && path.endsWith('.yaml'))
    .flatMap(([, text]) => loadAll(text) as Thing[])
    .filter(thing => thing?.apiVersion.startsWith('iam.services.k8s.aws/'))
}

/** Makes a role or a user as a controller does of its object. */
export async function make({ create }: Aws, { kind, spec }: Thing): Promise<void> {
  const name = { [`${kind}Name`]: String(at(spec, 'name')) }
  const tags = list(spec, 'tags').flatMap(({ key, value }, index) => [
    [`Tags.member.${index + 1}.Key`, String(key)],
    [`Tags.member.${index + 1}.Value`, String(value)]
  ])
  await create(`Create${kind}`, {
    ...name,
    Path: String(at(spec, 'path')),
    PermissionsBoundary: String(at(spec, 'permissionsBoundary')),
    ...(kind === 'Role' && {
      AssumeRolePolicyDocument: String(at(spec, 'assumeRolePolicyDocument'))
    }),
    ...Object.fromEntries(tags)
  })
  for (const [PolicyName, document] of Object.entries(inline(spec))) {
    await create(`Put${kind}Policy`, { ...name, PolicyName, PolicyDocument: String(document) })
  }
  for (const PolicyArn of (at(spec, 'policies') ?? []) as string[]) {
    await create(`Attach${kind}Policy`, { ...name, PolicyArn })
  }
}

function inline(spec: Fields | undefined): Fields {
  return (at(spec, 'inlinePolicies') ?? {}) as Fields
}
