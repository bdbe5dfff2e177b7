import { looksLike } from '../../diagnostics/secret-patterns.ts'
import { forms } from '../../schema/forms.ts'
import type { Data } from '../../yaml/edit/write.ts'
import { listAt, mapAt, textAt, wordsAt } from '../dump/pick.ts'
import type { LiveObject } from '../dump/read-dump.ts'
import type { TakeNote } from './found.ts'

/** Kubeflow's own, which every tenant gets anyway. */
const given = ['access-ml-pipeline']

/** The PodDefaults that set only variables; everything else of them cannot stand in a file. */
export function environmentOf(objects: readonly LiveObject[], note: TakeNote): readonly Data[] {
  const all = objects.filter(({ kind, name }) => kind === 'PodDefault' && !given.includes(name))
  return all.flatMap(podDefault => {
    const why = obstacleOf(podDefault)
    if (why !== undefined)
      note(
        'stays',
        `PodDefault \`${podDefault.name}\`: ${why}`,
        'it goes on working; say it under `environment` when it next changes'
      )
    return why === undefined ? [environmentFrom(podDefault)] : []
  })
}

const sayable = ['desc', 'env', 'selector']

function obstacleOf({ name, fields }: LiveObject): string | undefined {
  const others = Object.keys(mapAt(fields, 'spec')).filter(field => !sayable.includes(field))
  if (others.length > 0) return `it sets \`${others[0]}\``
  const labels = [...wordsAt(fields, 'spec', 'selector', 'matchLabels')]
  const isOwn = labels.length === 1 && labels[0]?.[0] === name && labels[0]?.[1] === 'true'
  if (!isOwn) return `it is picked by another label than \`${name}: "true"\``
  const variables = listAt(fields, 'spec', 'env')
  if (variables.some(each => 'valueFrom' in mapAt(each)))
    return 'it takes a variable from elsewhere'
  const secret = variables.find(each => looksLike(textAt(each, 'value'), textAt(each, 'name')))
  if (secret)
    return `variable \`${textAt(secret, 'name')}\` looks like a secret, which belongs into the secret store`
  return variables.every(each => forms.variable.test(textAt(each, 'name')))
    ? undefined
    : 'the name of a variable is not valid'
}

function environmentFrom({ name, fields }: LiveObject): Data {
  const description = textAt(fields, 'spec', 'desc')
  const env = listAt(fields, 'spec', 'env').map(each => {
    return [textAt(each, 'name'), textAt(each, 'value')] as const
  })
  return {
    name,
    ...(description !== '' && !description.includes('\n') && { description }),
    ...(env.length > 0 && { env: Object.fromEntries(env) })
  }
}
