import type { Static } from 'typebox'
import type { ClusterFile } from '../cluster.ts'
import { minutesOf } from '../duration.ts'
import { choice, fields, flag, list, quantity, text } from '../fields.ts'
import { isShared } from './storage.ts'

const groups = ['jupyter', 'vscode', 'rstudio'] as const

const image = fields(
  {
    name: text('line'),
    image: text('image'),
    group: choice(groups, { default: 'jupyter' })
  },
  { required: ['name', 'image'] }
)

const size = fields({ value: quantity(), limitFactor: text('factor', { default: '1.2' }) })

const disk = {
  size: quantity({ default: '10Gi' }),
  class: text('word', { description: "A storage class; the cluster's default if left out" })
}

export const notebooks = fields(
  {
    images: list(image, { description: 'What people may start' }),
    custom: flag({ description: 'Whether they may name another image', default: false }),
    cpu: size,
    memory: size,
    gpus: list(
      fields(
        { name: text('line'), resource: text('resource') },
        { required: ['name', 'resource'] }
      ),
      { description: 'Kinds of GPU to pick from' }
    ),
    workspace: fields(disk),
    volumes: list(fields({ mount: text('path'), ...disk }, { required: ['mount'] }), {
      description: 'Disks that each new notebook gets beside its workspace'
    }),
    environments: list(text('label'), { description: 'PodDefaults picked beforehand' }),
    culling: fields(
      {
        idle: text('duration', { description: 'After how long without work', examples: ['24h'] }),
        check: text('duration', { default: '5m' })
      },
      { required: ['idle'], description: 'Stops notebooks in which nothing runs' }
    )
  },
  { description: 'Notebooks' }
)

export type Group = (typeof groups)[number]

export interface Notebooks {
  /** What people may start in each group; none at all for what Kubeflow brings along. */
  readonly images: readonly { readonly image: string; readonly group: Group }[]
  readonly custom: boolean
  readonly cpu: Size
  readonly memory: Size
  readonly gpus: readonly { readonly name: string; readonly resource: string }[]
  readonly workspace: Disk
  readonly volumes: readonly (Disk & { readonly mount: string })[]
  readonly environments: readonly string[]
  /** In minutes. */
  readonly culling: { readonly idle: number; readonly check: number } | null
}

interface Size {
  readonly value: string
  /** `none` for no limit. */
  readonly factor: string
}

interface Disk {
  readonly size: string
  /** The empty string for the cluster's default. */
  readonly class: string
  readonly many: boolean
}

export function notebooksOf({ notebooks = {}, storage }: ClusterFile, gpu: string): Notebooks {
  const { images = [], gpus, workspace, volumes = [], culling } = notebooks
  return {
    images: images.map(({ image, group }) => ({ image, group: group ?? 'jupyter' })),
    custom: notebooks.custom ?? false,
    cpu: sizeOf(notebooks.cpu, '0.5'),
    memory: sizeOf(notebooks.memory, '1Gi'),
    gpus: gpus ?? [{ name: 'GPU', resource: gpu }],
    workspace: diskOf(workspace, storage),
    volumes: volumes.map(volume => ({ ...diskOf(volume, storage), mount: volume.mount })),
    environments: notebooks.environments ?? [],
    culling: culling
      ? { idle: minutesOf(culling.idle), check: minutesOf(culling.check ?? '5m') }
      : null
  }
}

function sizeOf({ value, limitFactor }: Static<typeof size> = {}, usual: string): Size {
  return { value: String(value ?? usual), factor: limitFactor ?? '1.2' }
}

function diskOf(
  { size, class: name }: { readonly size?: string | number; readonly class?: string } = {},
  storage: ClusterFile['storage']
): Disk {
  return { size: String(size ?? '10Gi'), class: name ?? '', many: isShared(storage, name ?? '') }
}
