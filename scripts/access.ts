import type { Model } from '../src/model/model.ts'
import { didYouMean } from '../src/text/suggest.ts'
import { pageIn, pageOf, pageWho } from './access/access-pages.ts'
import type { Answer, Rights } from './access/answer.ts'
import { rightsIn, rightsOfSomebody, rightsToDo } from './access/answers.ts'
import { answerFlags, refuse } from './access/asked.ts'
import { modelAround, modelOfSomebody, type When } from './access/model-at.ts'
import { accessJson } from './access/to-json.ts'
import { command } from './cli/command.ts'
import { flagOf } from './cli/flags.ts'
import { progress } from './cli/progress.ts'
import { readSettings, settings } from './cli/settings.ts'
import { terminal } from './cli/stream.ts'
import { UsageError } from './system/usage-error.ts'

const about =
  'Says who may do what, through what, and by which line: `of <person>` in all tenants, or\n' +
  '`of group:<group>` and `of team:<team>` for those in it; `in <tenant>`; or `who-can <verb> <resource> <tenant>`, such as `who-can get secrets fraud`.'

const flags = {
  root: settings.root,
  cluster: settings.cluster,
  ...answerFlags,
  today: settings.today
}

/** A question: what is asked, and how the answer is told. */
interface Question {
  readonly words: readonly string[]
  readonly read: (when: When, words: readonly string[]) => Model
  readonly ask: (model: Model, words: readonly string[]) => Answer
  readonly tell: (answer: Rights, about: Told) => string
}

interface Told {
  readonly model: Model
  readonly words: readonly string[]
  readonly width: number
}

const questions: Readonly<Record<string, Question>> = {
  of: {
    words: ['<person>'],
    read: (when, [name = '']) => {
      return progress('reading all tenants ...', () => modelOfSomebody(when, name))
    },
    ask: (model, [name = '']) => rightsOfSomebody(model, name),
    tell: (answer, { model, words: [name = ''], width }) => pageOf(name, answer, { model, width })
  },
  in: {
    words: ['<tenant>'],
    read: (when, [name = '']) => modelAround(when, name),
    ask: (model, [name = '']) => rightsIn(model, name),
    tell: (answer, { words: [name = ''], width }) => pageIn(name, answer, width)
  },
  'who-can': {
    words: ['<verb>', '<resource>', '<tenant>'],
    read: (when, [, , name = '']) => modelAround(when, name),
    ask: (model, [verb = '', resource = '', tenant = '']) => {
      return rightsToDo(model, { verb, resource, tenant })
    },
    tell: (answer, { words: [verb, resource, tenant], width }) => {
      return pageWho(`${verb} ${resource} in ${tenant}`, answer, width)
    }
  }
}

const operands = ['<of|in|who-can>', '[name...]']

await command({ name: 'access', about, operands, flags }, call => {
  const [name = '', ...words] = call.operands
  const question = questionOf(name, words)
  const given = readSettings(call)
  const model = question.read({ settings: given, ref: flagOf(call, 'at') }, words)
  const answer = question.ask(model, words)
  if ('mistake' in answer) return refuse(answer.mistake)
  const { width } = terminal(process.stdout, process.env)
  const told =
    given.format === 'json'
      ? accessJson(model, answer)
      : question.tell(answer, { model, words, width })
  process.stdout.write(told)
})

function questionOf(name: string, words: readonly string[]): Question {
  const question = Object.hasOwn(questions, name) ? questions[name] : undefined
  if (!question) {
    const help = didYouMean(name, Object.keys(questions))
    throw new UsageError(`\`access\` answers no question \`${name}\`; ${help}`)
  }
  const missing = question.words[words.length]
  if (missing) throw new UsageError(`\`access ${name}\` needs ${missing}`)
  const extra = words[question.words.length]
  if (extra !== undefined) throw new UsageError(`\`access ${name}\` does not take \`${extra}\``)
  return question
}
