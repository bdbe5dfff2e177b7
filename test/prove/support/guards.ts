import { expect, test } from 'vitest'
import { at, list, type Thing } from '../../overlay/thing.ts'
import { answersOf, type Guarded, partOf, triers, tries } from '../../overlay/tries/tries.ts'
import type { Change, Try } from '../../overlay/tries/try.ts'
import { who } from '../../overlay/tries/who.ts'
import { asked } from '../table/tally.ts'
import type { Answer, Api } from './api.ts'
import { until } from './wait.ts'
import type { World } from './world.ts'

/** Uses a dry run, so that everybody can try the same change. */
async function tried(api: Api, { change }: Try): Promise<Answer> {
  const [ref, wish] = wishOf(change)
  const part = partOf(change)
  asked()
  return api.send({ ...wish, path: `${await api.pathOf(ref)}${part && `/${part}`}?dryRun=All` })
}

function wishOf(change: Change) {
  if ('make' in change) return made(change.make)
  if ('token' in change) return [change.token, { method: 'POST', body: tokenRequest }] as const
  return changed('of' in change ? change.of : change.from, patchOf(change))
}

const tokenRequest = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} }

function patchOf(change: Exclude<Change, { make: Thing } | { token: Thing }>): object | null {
  return 'scale' in change ? { spec: { replicas: change.scale } } : change.patch
}

function made(thing: Thing) {
  const { namespace } = thing.metadata
  const place = namespace === undefined ? {} : { namespace }
  return [
    { ...thing, metadata: place },
    { method: 'POST', body: thing }
  ] as const
}

function changed(thing: Thing, patch: object | null) {
  if (!patch) return [thing, { method: 'DELETE' }] as const
  const type = 'application/merge-patch+json'
  return [thing, { method: 'PATCH', body: patch, type }] as const
}

/** A refusal by RBAC says nothing about a guard, so it is told apart. */
function outcome({ status, body }: Answer): boolean | string {
  if (status < 300) return true
  const message = String(body.message)
  return /ValidatingAdmissionPolicy 'tenantry-[a-z-]+'/.test(message)
    ? false
    : `${status} ${message}`
}

export function proveGuards(given: () => Pick<World, 'api'>): void {
  test('the server accepts the expressions of the guards', async () => {
    const { api } = given()
    const policies = await until(
      async () => {
        const all = (await api.list(policy)).filter(({ metadata }) =>
          metadata.name.startsWith('tenantry-')
        )
        return all.every(({ status }) => at(status, 'typeChecking') !== undefined) ? all : undefined
      },
      () => 'the expressions were not looked at'
    )
    expect(policies.length).toBeGreaterThan(4)
    expect(
      policies.flatMap(({ status }) => list(status, 'typeChecking', 'expressionWarnings'))
    ).toEqual([])
  })

  test.each(tries)('the server and our evaluation agree on who may $what', async each => {
    const { api } = given()
    const answers = await Promise.all(
      triers(each).map(async name => [name, outcome(await tried(api.as(who[name]), each))])
    )
    expect({
      server: Object.fromEntries(answers),
      computed: answersOf(each, await guarded(api, each))
    }).toEqual({ server: each.by, computed: each.by })
  })
}

const policy = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicy',
  metadata: {}
}

/** The objects that the server itself evaluates. */
async function guarded(api: Api, { change }: Try): Promise<Guarded> {
  const [policies, bindings, namespaces, before] = await Promise.all([
    api.list(policy),
    api.list({ ...policy, kind: 'ValidatingAdmissionPolicyBinding' }),
    api.list({ apiVersion: 'v1', kind: 'Namespace', metadata: {} }),
    'of' in change ? api.get(change.of) : undefined
  ])
  return {
    policies: [...policies, ...bindings],
    there: [...namespaces, ...(before ? [before] : [])]
  }
}
