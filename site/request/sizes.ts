import { bounded, grantedFrom, sameAs } from '../../src/model/grants.ts'
import type { Model } from '../../src/model/model.ts'
import { type Amount, amounts, resourceOf } from '../../src/model/quota.ts'
import { withUnits } from './draw-facts.ts'
import type { Known, Sizes } from './page-data.ts'

/** What each preset gives, with what the policy fills in where the preset says nothing. */
export function sizesOf({ common, policy, directory, gpu }: Model): Known['sizes'] {
  const granted = grantedFrom(policy.value, gpu)
  const presets = Object.entries(common.value.presets ?? {})
  const sizesFor = (team: string | null): Sizes => {
    const { quota } = granted(subjectIn(team))
    const lines = presets.map(([name, preset]) => {
      return [name, inShort(bounded(amounts(preset, gpu), quota), gpu)] as const
    })
    return Object.fromEntries(lines)
  }
  const usual = sizesFor(null)
  const teams = Object.keys(directory.value.teams ?? {}).map(
    team => [team, sizesFor(team)] as const
  )
  const others = teams.filter(([, sizes]) => JSON.stringify(sizes) !== JSON.stringify(usual))
  return { usual, teams: Object.fromEntries(others) }
}

/** A place that no rule of the policy names. */
function subjectIn(team: string | null) {
  const owner = 'owner@example.com'
  const all =
    team === null ? null : { name: team, organization: null, channel: null, members: [owner] }
  return { name: 'a-place', owner, team: all, folder: team }
}

/** GPUs are named in any case, because people look for them. */
function inShort(lines: readonly Amount[], gpu: string): string {
  const [cpu, memory, gpus, storage] = ['cpu', 'memory', 'gpu', 'storage'].map(field => {
    const key = sameAs(resourceOf(field, gpu))
    return lines.find(({ resource }) => sameAs(resource) === key)?.amount
  })
  const parts = [
    ...(cpu === undefined ? [] : [counted(cpu, 'CPU')]),
    ...(memory === undefined ? [] : [`${withUnits(memory)} memory`]),
    gpus === undefined ? 'any number of GPUs' : counted(gpus, 'GPU'),
    ...(storage === undefined ? [] : [`${withUnits(storage)} disk`])
  ]
  return parts.join(', ')
}

function counted(amount: string, noun: string): string {
  if (amount === '0') return `no ${noun}s`
  return `${amount} ${noun}${amount === '1' ? '' : 's'}`
}

/** The size that each template has, where that is all it says of amounts. */
export function sizesOfTemplates({ common }: Pick<Model, 'common'>): Known['templates'] {
  const all = Object.entries(common.value.templates ?? {}).flatMap(([name, { quota }]) => {
    return typeof quota === 'string' ? [[name, quota] as const] : []
  })
  return Object.fromEntries(all)
}
