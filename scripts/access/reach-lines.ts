import { runsCode } from '../../charts/access/aws-reach.ts'
import type { AwsReach, Right } from '../../charts/access/right.ts'
import { urlOfArn } from '../../src/aws/s3.ts'
import { wrap } from '../../src/text/wrap.ts'
import { groupBy } from '../../src/values/group.ts'
import { aligned, type Cell } from '../cli/aligned-table.ts'

interface Reached {
  readonly rights: readonly Right[]
  /** In cells. */
  readonly room: number
  /** Who or what a line is about. */
  readonly nameOf: (right: Right) => string
}

const order = ['notebooks', 'pipelines', 'models', 'services', 'pods']

/** What the mesh opens, and to whom or where. */
export function doorLines({ rights, room, nameOf }: Reached): string[] {
  const open = rights.filter(({ reach }) => reach.mesh.length > 0)
  const names = [...groupBy(open, nameOf)].map(([name, own]) => {
    const doors = new Set(own.flatMap(({ reach }) => reach.mesh.map(({ to }) => to as string)))
    const known = order.filter(door => doors.delete(door))
    return { name, doors: [...known, ...[...doors].sort()].join(', ') }
  })
  const groups = [...groupBy(names, ({ doors }) => doors)]
  const left = Math.max(0, ...groups.map(([doors]) => doors.length)) + '    '.length
  const rows = groups.map(([doors, list]): Cell[] => {
    return [
      doors,
      inLines(
        list.map(({ name }) => name),
        room - left
      )
    ]
  })
  return rows.length === 0 ? [] : ['opened by the mesh', ...below(aligned(rows, room - 2))]
}

/** What AWS allows, to whom or where, and as which account. */
export function awsLines({ rights, room, nameOf }: Reached): string[] {
  const pairs = rights.flatMap(right => right.reach.aws.map(aws => ({ aws, name: nameOf(right) })))
  const same = groupBy(pairs, ({ aws }) => JSON.stringify({ ...aws, through: '' }))
  const blocks = Array.from(same.values(), list => {
    const through = distinct(list.map(({ aws }) => aws.through)).join(' or ')
    return [
      `allowed by AWS as ${through}`,
      ...below(inLines(distinct(list.map(({ name }) => name)), room - 2)),
      ...below(below(aligned(rowsOf(list[0].aws), room - 4)))
    ]
  })
  const everywhere = rights.filter(right => right.tenant === null && runsCode(right))
  const wide = inLines(distinct(everywhere.map(nameOf)), room - 2)
  const all = [...blocks, ...(everywhere.length > 0 ? [[asAll, ...below(wide)]] : [])]
  return all.flatMap((lines, index) => (index > 0 ? ['', ...lines] : lines))
}

const asAll = 'allowed by AWS as the accounts of each tenant'

function inLines(names: readonly string[], room: number): string[] {
  return wrap(names.join(', '), Math.max(narrowest, room), '')
}

/** Even in a narrow terminal, names have room. */
const narrowest = 24

function below(lines: readonly string[]): string[] {
  return lines.map(line => `  ${line}`)
}

function rowsOf({ grants, others }: AwsReach): Cell[][] {
  const same = groupBy(grants, ({ actions }) => actions.join(' '))
  const known = Array.from(same.values(), (all): Cell[] => {
    return [all[0].actions, all.flatMap(({ places }) => places.map(urlOfArn))]
  })
  return [...known, ...others.map((arn): Cell[] => ['whatever this allows', arn])]
}

function distinct(all: readonly string[]): string[] {
  return [...new Set(all)]
}
