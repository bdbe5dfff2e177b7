import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { ask } from '../../../scripts/company/ask.ts'

const questions = [
  { flag: 'cluster', text: 'The name', usual: 'production' },
  { flag: 'engine', text: 'flux or argocd', usual: 'flux', choices: ['flux', 'argocd'] },
  { flag: 'forge', text: 'github or gitlab', usual: 'github', choices: ['github', 'gitlab'] }
]

async function answered(typed: string) {
  const [input, output] = [new PassThrough(), new PassThrough()]
  input.end(typed)
  const answers = await ask(questions, { input, output })
  output.end()
  return { answers: Object.fromEntries(answers), said: await text(output) }
}

test('takes answers, and what is usual for an empty one', async () => {
  const { answers, said } = await answered(' euc1 \n\ngitlab\n')
  expect(answers).toEqual({ cluster: 'euc1', forge: 'gitlab' })
  expect(said).toBe('The name [production]: flux or argocd [flux]: github or gitlab [github]: ')
})

test('asks again where an answer is none of the choices', async () => {
  const { answers, said } = await answered('\nargcd\nargocd\n\n')
  expect(answers).toEqual({ engine: 'argocd' })
  expect(said).toContain('flux or argocd [flux]: did you mean `argocd`?\nflux or argocd [flux]: ')
})

test('takes what is usual once the input ends', async () => {
  expect((await answered('euc1')).answers).toEqual({ cluster: 'euc1' })
  expect((await answered('')).answers).toEqual({})
})
