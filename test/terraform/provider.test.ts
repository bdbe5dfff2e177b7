import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '@cdktn/hcl2json'
import { describe, expect, test } from 'vitest'
import { extract, type Taken } from './extract.ts'

type Fields = Readonly<Record<string, unknown>>

/** What a file writes for one resource. */
interface Written {
  readonly file: string
  readonly kind: string
  readonly body: Fields
}

const table = 'test/terraform/provider-6.jsonl'
const lib = process.env.PROVIDER_DECLARATIONS

/** What Terraform itself takes in every resource. */
const always = ['count', 'depends_on', 'for_each', 'lifecycle', 'provider']

const files = readdirSync('terraform', { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.tf'))
  .map(file => join('terraform', file))
  .sort()
const found = await Promise.all(files.map(writtenIn))
const written = found.flat()

async function writtenIn(file: string): Promise<Written[]> {
  const { resource = {}, data = {} } = (await parse(file, readFileSync(file, 'utf8'))) as {
    readonly [kind in 'resource' | 'data']?: Readonly<Record<string, object>>
  }
  const pairs = [
    ...Object.entries(resource),
    ...Object.entries(data).map(([kind, each]) => [`data.${kind}`, each] as const)
  ]
  return pairs
    .filter(([kind]) => kind !== 'terraform_data')
    .flatMap(([kind, each]) =>
      Object.values(each).flatMap(bodies => {
        return (bodies as Fields[]).map(body => ({ file, kind, body })) // as HCL has it
      })
    )
}

describe('version 6 of the provider', () => {
  const [, ...lines] = readFileSync(table, 'utf8').trimEnd().split('\n')
  const known = new Map(lines.map(line => JSON.parse(line) as readonly [string, Taken]))

  test.each(written.map(each => [`${each.kind} of ${each.file}`, each] as const))(
    'takes %s',
    (_, { kind, body }) => {
      const taken = known.get(kind)
      if (!taken) throw new Error(`the table has no ${kind}; the README says how to make it again`)
      expect(wrong(body, taken, [])).toEqual([])
    }
  )

  test('would refuse what it does not know, and miss what it needs', () => {
    const taken = known.get('aws_eks_cluster')
    if (!taken) throw new Error('the table has no aws_eks_cluster')
    const body = { name: 'a', role_arn: 'b', colour: 'red', vpc_config: [{ vpc: 'c' }] }
    expect(wrong(body, taken, [])).toEqual([
      'takes no colour',
      'needs vpc_config.subnet_ids',
      'takes no vpc_config.vpc'
    ])
  })

  test('is what the table says', async ({ skip }) => {
    if (lib === undefined) skip('PROVIDER_DECLARATIONS names no folder of declarations')
    const kinds = [...new Set(written.map(({ kind }) => kind))].sort()
    const declared = readFileSync(join(lib ?? '', 'eks-cluster/index.d.ts'), 'utf8')
    const [, version] = /hashicorp\/aws\/(\d+\.\d+\.\d+)/.exec(declared) ?? []
    const all = [{ version }, ...kinds.map(kind => [kind, extract(lib ?? '', kind)])]
    const text = all.map(each => `${JSON.stringify(each)}\n`).join('')
    await expect(text).toMatchFileSnapshot(join(process.cwd(), table))
  })
})

/** What a resource or block writes that it may not, or lacks. */
function wrong(body: Fields, { needs, may, blocks }: Taken, path: readonly string[]): string[] {
  const dynamic = Object.entries((body.dynamic ?? {}) as Readonly<Record<string, Fields[]>>) // as HCL has it
  const inner = dynamic.map(([name, each]) => [name, each.flatMap(({ content }) => content)])
  const { dynamic: _, ...plain } = body
  const all: Fields = { ...plain, ...Object.fromEntries(inner) }
  const names = Object.keys(all).filter(name => path.length > 0 || !always.includes(name))
  const called = (name: string) => [...path, name].join('.')
  return [
    ...needs.filter(name => !names.includes(name)).map(name => `needs ${called(name)}`),
    ...names
      .filter(name => ![...needs, ...may].includes(name))
      .map(name => `takes no ${called(name)}`),
    ...Object.entries(blocks).flatMap(([name, taken]) => {
      const bodies = all[name]
      if (!Array.isArray(bodies)) return []
      return bodies.flatMap(each => wrong(each as Fields, taken, [...path, name]))
    })
  ]
}
