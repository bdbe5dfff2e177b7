import { basename, resolve } from 'node:path'
import { compile } from '../src/compile.ts'
import { forms } from '../src/schema/forms.ts'
import { andList, count } from '../src/text/prose.ts'
import { didYouMean } from '../src/text/suggest.ts'
import { command } from './cli/command.ts'
import { type Call, type Flag, flagOf } from './cli/flags.ts'
import { print } from './cli/print.ts'
import { readSettings } from './cli/settings.ts'
import { withTexts } from './cli/sources.ts'
import { ask, type Question } from './company/ask.ts'
import { beside, makeFolder } from './company/files-there.ts'
import { bringTo, install, pinOf } from './company/install.ts'
import { packedData, packedTemplates } from './company/packed.ts'
import { type Company, dataOf, surroundings } from './company/start.ts'
import { generate } from './output/write-output.ts'
import { missingRoots } from './overlay/missing-roots.ts'
import { isLaid, layFiles, layStructure } from './overlay/structure.ts'
import { Refusal } from './system/refusal.ts'
import { UsageError } from './system/usage-error.ts'
import { writeAll } from './system/write-files.ts'

const about =
  "Writes a company's repository: data to begin with, what the clusters apply, and checks for pull requests. " +
  'On a terminal it asks for what no flag says.'
const flags = {
  cluster: { value: '<name>', about: 'the name of the first cluster; by default `production`' },
  domain: { value: '<host>', about: 'the host name at which people reach Kubeflow' },
  engine: { value: '<engine>', about: 'flux (the default), argocd or both' },
  forge: { value: '<forge>', about: 'github (the default) or gitlab' },
  'tenants-only': { about: 'others installed Kubeflow: write only what belongs to tenants' }
} as const satisfies Record<string, Flag>

const engines = ['flux', 'argocd', 'both'] as const
const forges = ['github', 'gitlab'] as const

const questions: readonly Question[] = [
  { flag: 'cluster', text: 'The name of the first cluster', usual: 'production' },
  { flag: 'domain', text: 'The host name at which people reach Kubeflow', usual: 'later' },
  { flag: 'engine', text: 'flux, argocd or both', usual: 'flux', choices: engines },
  { flag: 'forge', text: 'github or gitlab', usual: 'github', choices: forges },
  {
    flag: 'tenants-only',
    text: 'Have others installed Kubeflow: yes or no',
    usual: 'no',
    choices: ['yes', 'no']
  }
]

await command({ name: 'init', about, operands: ['[folder]'], flags }, async call => {
  const folder = call.operands[0] ?? '.'
  if (isLaid(folder)) {
    const help = '`npx tenantry doctor` says whether anything is missing in it'
    process.stdout.write(
      `nothing to write: ${folder} is a repository of Tenantry's already; ${help}\n`
    )
    return
  }
  const company = companyOf(await withAnswers(call))
  const data = dataOf(packedData(), company)
  const { today } = readSettings(call)
  const { model, diagnostics } = compile(withTexts(new Map(), data), {
    today,
    touched: { has: () => true }
  })
  await print(diagnostics, 'human')
  if (!model) return
  const { written, kept, refused } = beside(folder, [
    ...surroundings(packedTemplates(), company),
    ...data
  ])
  if (refused.length > 0) throw inTheWay(refused)
  makeFolder(resolve(folder))
  writeAll(folder, written)
  const structure = layFiles(folder)
  const roots = missingRoots(folder, model)
  writeAll(folder, roots)
  const given = { root: folder, clusters: [], today, format: 'human' } as const
  const { done } = await generate(given, { key: undefined })
  bringTo(resolve(folder))
  // The lock comes last, because it says that everything is there.
  layStructure(folder)
  const installed = install(resolve(folder))
  const files = written.length + structure.length + roots.length
  process.stdout.write(`wrote ${count(files, 'file')} to ${folder}; generated/: ${done}\n`)
  for (const path of kept) process.stdout.write(`kept ${path}, which was there\n`)
  process.stdout.write(next(folder, company, installed))
})

/** On a terminal asks for what no flag says. */
async function withAnswers(call: Call): Promise<Call> {
  const { stdin: input, stderr: output, env } = process
  if (!input.isTTY || !output.isTTY || env.CI) return call
  const open = questions.filter(({ flag }) => !call.flags.has(flag))
  const answers = await ask(open, { input, output })
  const said = [...answers].filter(([, answer]) => answer !== 'no')
  return {
    ...call,
    flags: new Map([...call.flags, ...said.map(([flag, answer]) => [flag, [answer]] as const)])
  }
}

function companyOf(call: Call): Company {
  const cluster = flagOf(call, 'cluster') ?? 'production'
  if (!forms.label.test(cluster))
    throw new UsageError(`\`--cluster\` takes ${forms.label.expects}, not \`${cluster}\``)
  return {
    cluster,
    domain: flagOf(call, 'domain'),
    engine: oneOf(engines, 'engine', flagOf(call, 'engine') ?? 'flux'),
    forge: oneOf(forges, 'forge', flagOf(call, 'forge') ?? 'github'),
    tenantsOnly: call.flags.has('tenants-only'),
    pin: pinOf()
  }
}

function oneOf<T extends string>(known: readonly T[], what: string, word: string): T {
  const found = known.find(each => each === word)
  if (found) return found
  throw new UsageError(`there is no ${what} \`${word}\`; ${didYouMean(word, known)}`)
}

/** Nothing that is there is ever overwritten. */
function inTheWay(paths: readonly string[]): Refusal {
  const more = paths.length - 3
  const named =
    more > 0 ? `${paths.slice(0, 3).join(', ')} and ${count(more, 'other file')}` : andList(paths)
  const [are, them] = paths.length > 1 ? ['are', 'them'] : ['is', 'it']
  return new Refusal(
    `${named} ${are} there already, with other content; move ${them} away, or give a new folder`
  )
}

function next(folder: string, { cluster }: Company, installed: boolean): string {
  const name = basename(resolve(folder))
  const lines = [
    ...(folder === '.' ? [] : [`cd ${quoted(folder)}`]),
    ...(installed ? [] : [`npm install   # it could not be installed now; ${otherwise}`]),
    `edit platform/clusters/${cluster}.yaml: write your own value wherever a comment is beside one`,
    'edit platform/directory.yaml: its people and groups are made up, as are the tenants in tenants/, which you may delete',
    'npx tenantry generate',
    `commit everything, push ${name}, and protect its branch as docs/platform.md of Tenantry says`
  ]
  return `next:\n${lines.map(line => `  ${line}\n`).join('')}`
}

const otherwise =
  'from the file of a package, `npm install --save-dev --save-exact <file>.tgz` does'

/** A path that a shell takes as it is. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`
}
