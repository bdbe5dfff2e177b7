import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { compile } from '../src/compile.ts'
import type { Source } from '../src/diagnostics/source.ts'
import { count } from '../src/text/prose.ts'
import { didYouMean } from '../src/text/suggest.ts'
import { command } from './cli/command.ts'
import { type Call, type Flag, flagOf } from './cli/flags.ts'
import { print } from './cli/print.ts'
import { readSettings } from './cli/settings.ts'
import { withTexts } from './cli/sources.ts'
import { ask, type Question } from './company/ask.ts'
import { install, isClone, packInto, pinOf } from './company/install.ts'
import { packedData, packedTemplates } from './company/packed.ts'
import { type Company, dataOf, surroundings } from './company/start.ts'
import { schemaFiles } from './output/compile/single-files.ts'
import { generate } from './output/write-output.ts'
import { missingRoots } from './overlay/missing-roots.ts'
import { isCompany, layStructure } from './overlay/structure.ts'
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
  if (isCompany(folder)) {
    process.stdout.write(`nothing to write: ${folder} is a repository of Tenantry's already\n`)
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
  const files = [...surroundings(packedTemplates(), company), ...data, ...schemaFiles()]
  refuseOthers(folder, files)
  mkdirSync(folder, { recursive: true })
  writeAll(folder, files)
  const structure = layStructure(folder)
  const roots = missingRoots(folder, model)
  writeAll(folder, roots)
  const given = { root: folder, clusters: [], today, format: 'human' } as const
  const { done } = await generate(given, { key: undefined })
  if (isClone) packInto(resolve(folder))
  const installed = install(resolve(folder))
  const written = files.length + structure.length + roots.length
  process.stdout.write(`wrote ${count(written, 'file')} to ${folder}; generated/: ${done}\n`)
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
  return {
    cluster: flagOf(call, 'cluster') ?? 'production',
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
function refuseOthers(folder: string, files: readonly Source[]): void {
  const others = files.filter(({ path, text }) => {
    const place = join(folder, path)
    return existsSync(place) && readFileSync(place, 'utf8') !== text
  })
  const [first] = others
  if (!first) return
  const more = others.length > 1 ? ` and ${count(others.length - 1, 'other file')}` : ''
  throw new UsageError(
    `\`${first.path}\`${more} is there already, with other content; ` +
      'give a new folder, and copy what you want to keep'
  )
}

function next(folder: string, { cluster }: Company, installed: boolean): string {
  const name = basename(resolve(folder))
  const lines = [
    ...(folder === '.' ? [] : [`cd ${folder}`]),
    ...(installed
      ? []
      : ['npm install   # it could not be installed now; commit package-lock.json']),
    `edit platform/clusters/${cluster}.yaml: write your own value wherever a comment is beside one`,
    'npx tenantry generate',
    `commit everything, push ${name}, and protect its branch as docs/platform.md of Tenantry says`
  ]
  return `next:\n${lines.map(line => `  ${line}\n`).join('')}`
}
