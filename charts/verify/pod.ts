import { resources } from './amount.ts'
import { ask, at, type Check, every } from './fault.ts'
import { areUnique, fields, list } from './value.ts'

const container = at('resources', resources)

const mounts = ask('must mount only volumes that it has', value => {
  const { volumes, containers, initContainers } = fields(value)
  const known = new Set(list(volumes).map(volume => fields(volume).name))
  const mounted = [...list(containers), ...list(initContainers)].flatMap(each => {
    return list(fields(each).volumeMounts).map(mount => fields(mount).name)
  })
  return mounted.every(name => known.has(name))
})

const pod = every([at('containers/*', container), at('initContainers/*', container), mounts])

const selected = ask('must select the labels of its template', value => {
  const { selector, template } = fields(value)
  const labels = fields(fields(fields(template).metadata).labels)
  const wanted = Object.entries(fields(fields(selector).matchLabels))
  return wanted.every(([name, label]) => labels[name] === label)
})

const workload = at('spec', every([selected, at('template/spec', pod)]))

const named = ask('must not repeat a name', value => {
  return areUnique(list(value).map(each => fields(each).name))
})

/** What the API server checks in pods, and Kubeflow's webhook in what it injects. */
export const pods: Readonly<Record<string, Check>> = {
  'apps/daemonset': workload,
  'apps/deployment': workload,
  'apps/statefulset': at('spec', selected),
  'batch/cronjob': at('spec/jobTemplate/spec/template/spec', pod),
  'batch/job': at('spec/template/spec', pod),
  'kubeflow.org/poddefault': at('spec', every([at('env', named), at('volumes', named)])),
  'v1/pod': at('spec', pod)
}
