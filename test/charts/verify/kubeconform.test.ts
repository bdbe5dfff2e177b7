import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { loadAll } from 'js-yaml'
import { expect, test } from 'vitest'
import { checkOf } from '../../../charts/verify/check-schema.ts'
import { verifyWith } from '../../../charts/verify/verify.ts'
import { refused, toolOf } from '../../support/conform.ts'
import { mutants } from '../../support/random/mutants.ts'
import { plain, sample } from '../../support/random/sample.ts'
import { slow } from '../../support/runs.ts'
import { schemas } from '../../support/schemas.ts'
import { needUpstream } from '../../support/upstream.ts'

test('agrees with kubeconform about valid and invalid objects of each kind', context => {
  const kubeconform = toolOf('kubeconform', context)
  const objects = new Map<string, unknown>()
  const wrong: string[] = []
  for (const [path, schema] of schemas) {
    const check = checkOf(plain(schema))
    const good = sample(schema)
    const changed = mutants(good, 1 + Math.floor(JSON.stringify(good).length / (slow ? 10 : 3)))
    for (const [i, object] of [good, { ...good, metadata: 1 }, ...changed].entries()) {
      const name = `${path.replaceAll('/', '_').replace('.json', '')}-${i}.json`
      objects.set(name, object)
      if (check(object)) wrong.push(name)
    }
  }
  expect(wrong.filter(name => name.endsWith('-0.json'))).toEqual([])
  expect(wrong.filter(name => name.endsWith('-1.json'))).toHaveLength(schemas.size)
  expect(refused(kubeconform, objects)).toEqual(wrong.sort())
})

/** The sample profile of 1.11, whose variables nothing fills in, and its settings, which have no namespace. */
const broken = /\$\(profile-name\)|"default-install-config/

test.for([
  ['1.11', 653],
  ['26.03', 675],
  ['26.03.1', 727]
] as const)('accepts everything that Kubeflow %s installs', ([version, count], context) => {
  const upstream = needUpstream(context)
  const kustomize = toolOf('kustomize', context)
  const kubeconform = toolOf('kubeconform', context)
  const example = join(upstream, `kubeflow-${version}/example`)
  const options = { encoding: 'utf8', maxBuffer: 2 ** 30, stdio: 'pipe' } as const
  const text = execFileSync(kustomize, ['build', example], options)
  const all = loadAll(text)
  expect(all).toHaveLength(count)
  const objects = all.filter(object => !broken.test(JSON.stringify(object)))
  const named = objects.map((object, i): [string, unknown] => [`${i}.json`, object])
  expect(refused(kubeconform, new Map(named))).toEqual([])
  const problems = verifyWith(file => schemas.get(file))(objects)
  // The API server ignores a namespace on cluster-wide objects; only our check rejects it.
  const other = problems.filter(({ message }) => message !== 'must not be there')
  expect(other).toEqual([])
  expect(problems.length).toBeLessThan(15)
})
