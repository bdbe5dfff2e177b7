import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { findTool } from '../../scripts/system/tool.ts'
import { isLetIn } from '../mesh/decide.ts'
import { documented } from '../mesh/documented.ts'
import { told } from '../mesh/matrix.ts'
import { type Asker, asker } from './mesh/ask.ts'
import { exampleOf, withToken } from './mesh/documented.ts'
import { startEnvoy } from './mesh/envoy.ts'
import { faultOf } from './mesh/gateway.ts'
import { astray, mutations, unforged } from './mesh/mutations.ts'
import { makeIssuer } from './mesh/token.ts'
import { type Mesh, type Translation, translate } from './mesh/translate.ts'
import { keyOf, meshOf, type Trial, trialOf } from './mesh/trial.ts'
import { clusters, readBase } from './support/base.ts'
import { forEach } from './support/crowd.ts'
import { asked, need } from './table/tally.ts'

/** That of Istio 1.28, whose images both 26.03 and 26.03.1 take; that of 1.29; and the newest. */
const envoys = ['envoy-1.36', 'envoy-1.37', 'envoy-1.40'] as const

const isHere = need({ programs: ['control-plane', 'istio'], tools: envoys })

/** Starts an Envoy with all that was translated, for the tests of a block. */
function useEnvoy(
  envoy: (typeof envoys)[number],
  translation: () => Translation
): () => Asker['ask'] {
  let own: Asker | undefined
  let stop = async () => {}
  beforeAll(async () => {
    if (!isHere) return
    stop = await startEnvoy(findTool(envoy).path, translation())
    own = asker(translation())
  })
  afterAll(async () => {
    own?.close()
    await stop()
  })
  return () => own?.ask ?? expect.fail('Envoy did not start')
}

function useFolder(): () => string {
  const folder = mkdtempSync(join(tmpdir(), 'mesh-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  return () => folder
}

/** What is asked of one mesh, and where its pods listen. */
interface Asking {
  readonly trial: Trial
  readonly sockets: ReadonlyMap<string, string>
  readonly ask: Asker['ask']
}

/** Who is let in although the tables do not say so, or kept out although they do. */
async function entering({ trial, sockets, ask }: Asking): Promise<string[]> {
  const found = await forEach(trial.questions, async question => {
    const socket = sockets.get(keyOf(question.workload)) ?? ''
    const { status } = await ask(socket, question.request)
    if (status !== 200 && status !== 403) return [`${told(question, false)}, by ${status}`]
    return (status === 200) === question.expected ? [] : [told(question, status === 200)]
  })
  asked(found.length, found.flat().length)
  return found.flat()
}

/** What arrives behind a gateway that must not, or does not arrive. */
async function arriving({ trial, sockets, ask }: Asking): Promise<string[]> {
  const all = Object.entries(trial.sent).flatMap(([gateway, list]) =>
    list.map(each => ({ each, socket: `${sockets.get(gateway)}.${each.request.port}` }))
  )
  const found = await forEach(all, async ({ each, socket }) => {
    const fault = faultOf(each, await ask(socket, each.request), trial.cluster.header)
    return fault === undefined ? [] : [`${each.name}: ${fault}`]
  })
  asked(found.length, found.flat().length)
  return found.flat()
}

describe.each(clusters)('the mesh of %s', name => {
  const folder = useFolder()
  const tries = [...mutations, unforged]
  let trial: Trial
  let translation: Translation
  let sockets: readonly ReadonlyMap<string, string>[]
  beforeAll(async () => {
    if (!isHere) return
    trial = trialOf(name, readBase(inject('bases'), name).platform)
    const whole = { ...meshOf(trial, trial.objects, join(folder(), '0-')), analyze: true }
    const changed = tries.map(({ change, asks }, index) => {
      const some = { ...trial, questions: trial.questions.filter(asks) }
      return meshOf(some, change(trial.objects), join(folder(), `${index + 1}-`))
    })
    const lost = { ...astray(trial.objects), workloads: [], analyze: true }
    const meshes = [whole, ...changed]
    const principals = trial.questions.flatMap(({ request }) => request.principal ?? [])
    translation = await translate([...meshes, lost], { folder: folder(), principals })
    sockets = meshes.map(({ asked }) => {
      return new Map([...asked].map(([key, { socket }]) => [key, socket]))
    })
  })

  test('is asked of every filter that decides', () => {
    expect(translation.leftOut).toEqual([
      // The protocol that a proxy asks for when it calls, and two that count and tell of requests.
      'istio.envoy.config.filter.http.alpn.v2alpha1.FilterConfig',
      'udpa.type.v1.TypedStruct'
    ])
  })

  test('has nothing that istioctl or the webhook of Istio finds wrong', () => {
    const [whole, lost] = [translation.meshes[0], translation.meshes.at(-1)]
    // Kubeflow's own Sidecar names a namespace twice.
    const ours = whole?.messages.filter(text => !text.includes('(Sidecar istio-system/default'))
    expect(ours).toEqual([])
    expect(lost?.messages.join('\n')).toContain('kubeflow/gone')
  })

  test('lets in nobody whose certificate never arrives', () => {
    const known = translation.meshes[0]?.known ?? {}
    const lost = trial.arrivals.filter(({ to, principal }) => {
      return !known[principal.replace(/^.*\/ns\/(.+)\/sa\//, '$1/')]?.includes(to)
    })
    asked(trial.arrivals.length, lost.length)
    expect(trial.arrivals.length).toBeGreaterThan(10)
    expect(lost).toEqual([])
  })

  describe.each(envoys)('%s', envoy => {
    const ask = useEnvoy(envoy, () => translation)
    const asking = (index: number): Asking => {
      const { asks, sends } = tries[index - 1] ?? { asks: () => true, sends: /./ }
      const sent = Object.fromEntries(
        Object.entries(trial.sent).map(([gateway, list]) => [
          gateway,
          list.filter(({ name }) => sends.test(name))
        ])
      )
      const some = { ...trial, questions: trial.questions.filter(asks), sent }
      return { trial: some, sockets: sockets[index] ?? new Map(), ask: ask() }
    }

    test('lets in exactly those whom the tables list', async () => {
      expect(trial.questions.length).toBeGreaterThan(3_000)
      expect(await entering(asking(0))).toEqual([])
    })

    test('says at the gateways who somebody is, and believes nobody', async () => {
      expect(await arriving(asking(0))).toEqual([])
    })

    test.each(mutations.map(({ name, found }, index) => [name, found, index + 1] as const))(
      'differs with %s',
      async (_, found, index) => {
        const own = asking(index)
        expect([...(await entering(own)), ...(await arriving(own))]).toContain(found)
      }
    )

    // The newest believes no such name either way.
    if (envoy !== 'envoy-1.40') {
      test(`differs with ${unforged.name}`, async () => {
        expect(await arriving(asking(tries.length))).toContain(unforged.found)
      })
    }
  })
})

describe('the model of Istio, on which quick tests rest', () => {
  const folder = useFolder()
  const issuer = makeIssuer()
  let meshes: readonly Mesh[]
  let translation: Translation
  beforeAll(async () => {
    if (!isHere) return
    meshes = documented.map((each, index) => exampleOf(each, index, { issuer, folder: folder() }))
    const all = documented.flatMap(({ letIn, kept }) => [...letIn, ...kept])
    const principals = all.flatMap(({ principal }) => principal ?? [])
    translation = await translate(meshes, { folder: folder(), principals })
  })

  describe.each(envoys)('%s', envoy => {
    const ask = useEnvoy(envoy, () => translation)

    test('says the same of each example in the documentation', async () => {
      const found = await forEach([...documented.entries()], async ([index, example]) => {
        const { about, policies, to, letIn, kept } = example
        const socket = meshes[index]?.workloads[0]?.socket ?? ''
        const workload = to ?? { namespace: 'shop', labels: {} }
        // A client at a socket has no address.
        const requests = [...letIn, ...kept].filter(({ ip }) => ip === undefined)
        const answers = requests.map(async request => {
          const { status } = await ask()(socket, withToken(request, issuer))
          const isIn = isLetIn(policies, workload, request)
          return (status === 200) === isIn ? [] : [{ about, request, model: isIn, envoy: status }]
        })
        return await Promise.all(answers)
      })
      const answers = found.flat()
      asked(answers.length, answers.flat().length)
      expect(answers.flat()).toEqual([])
    })
  })
})
