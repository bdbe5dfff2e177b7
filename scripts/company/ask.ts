import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { didYouMean } from '../../src/text/suggest.ts'

export interface Question {
  /** The flag that says the same. */
  readonly flag: string
  readonly text: string
  /** What an empty answer means, as it is shown. */
  readonly usual: string
  /** The only answers that there are; any other text where it is missing. */
  readonly choices?: readonly string[]
}

interface Terminal {
  readonly input: Readable
  readonly output: Writable
}

/** Asks one question after the other. An empty answer is left out, and so are all once the input ends. */
export async function ask(
  questions: readonly Question[],
  { input, output }: Terminal
): Promise<ReadonlyMap<string, string>> {
  const reader = createInterface({ input, terminal: false })
  const lines = reader[Symbol.asyncIterator]()
  const answers = new Map<string, string>()
  for (const question of questions) {
    const answer = await askOne(question, { lines, output })
    if (answer !== '') answers.set(question.flag, answer)
  }
  reader.close()
  return answers
}

interface Lines {
  readonly lines: AsyncIterator<string>
  readonly output: Writable
}

async function askOne(question: Question, { lines, output }: Lines): Promise<string> {
  const { text, usual, choices } = question
  for (;;) {
    output.write(`${text} [${usual}]: `)
    const { value, done } = await lines.next()
    if (done) return ''
    const answer = value.trim()
    if (answer === '' || !choices || choices.includes(answer)) return answer
    output.write(`${didYouMean(answer, choices)}\n`)
  }
}
