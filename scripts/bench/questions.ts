import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nameOf, tenant } from './corpus.ts'
import { inTurns } from './median.ts'
import { costs, type Goal, type Row } from './row.ts'
import { type Cost, command } from './run.ts'
import { type Bench, committed, count, type Git } from './trees.ts'

/** What people ask of the large repository: of a change, of a person and of a tenant. */
export async function questions(bench: Bench): Promise<Row[]> {
  const root = await bench.large()
  const git = await committed(root)
  // As a clone is. Git takes longer to read each file of its own.
  await git('repack', '-a', '-d', '--quiet')
  const repository = { bench, root, git }
  return [...(await plans(repository)), ...(await answers(repository))]
}

interface Repository {
  readonly bench: Bench
  readonly root: string
  readonly git: Git
}

async function plans(repository: Repository): Promise<Row[]> {
  const { bench, root } = repository
  const tenants = bench.size.large
  const at = Math.floor(tenants / 2)
  const write = (name: string, text: string) =>
    writeFileSync(join(root, `tenants/${name}.yaml`), text)
  const cpu = 4 + (at % 16)
  const text = tenant({ at, tenants, cpu })
  write(nameOf(at), text.replace('description: ', 'description: Our '))
  const other = await planOf(repository, '1 tenant changed')
  write(nameOf(at), text.replace(`cpu: ${cpu}`, `cpu: ${cpu + 1}`))
  const quota = await planOf(repository, '1 tenant changed')
  const many = Math.ceil(tenants / 20)
  for (let at = 0; at < many; at++) write(`new-${at}`, tenant({ at, tenants, cpu: 4 }))
  const added = await planOf(repository, `${many} tenant`)
  const work = `one tenant changed in ${count(tenants)}, \`plan\``
  return [
    { work, ...timeOf(bench, other, { is: 'under', value: 1 }) },
    { work: '  with a changed quota, of which there is a sum', ...timeOf(bench, quota) },
    { work: `  ${count(many)} new tenants`, ...timeOf(bench, added) }
  ]
}

/** Plans what was written since the last commit. */
async function planOf({ bench, root, git }: Repository, start: string): Promise<Cost> {
  await command(['generate', '--root', root])
  await git('add', '--all')
  await git('commit', '--quiet', '--message', 'Change')
  const [cost] = await inTurns(bench.size.runs, async () => {
    const ran = await command(['plan', '--root', root, '--base', 'HEAD~1', '--head', 'HEAD'])
    if (!ran.stdout.startsWith(start)) throw new Error(`bug: ${ran.stdout}`)
    return ran
  })
  return cost
}

async function answers({ bench, root }: Repository): Promise<Row[]> {
  const name = nameOf(1)
  const calls = [
    ['access', 'of', 'owner-00001@example.com'],
    ['access', 'in', name],
    ['access', 'who-can', 'get', 'secrets', name],
    ['show', name],
    ['validate', name]
  ]
  const asked = calls.map(words => () => command([...words, '--root', root]))
  const found = await inTurns(bench.size.runs, ...asked)
  return calls.map((words, at) => {
    const cost = found[at] ?? { wall: 0, cpu: 0, memory: 0 }
    const goal = { is: 'under', value: 2 } as const
    return { work: `\`${words.slice(0, -1).join(' ')}\``, ...timeOf(bench, cost, goal) }
  })
}

function timeOf({ size }: Bench, cost: Cost, goal?: Goal): Omit<Row, 'work'> {
  const about = `median of ${size.runs}: ${costs(cost)}`
  return { reached: cost.wall, unit: 's', ...(goal && { goal }), about }
}
