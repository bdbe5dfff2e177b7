import type { Static } from 'typebox'
import { type Group, groups } from '../kubeflow/notebooks.ts'
import { choice, fields, flag, list, quantity, text } from '../schema/fields.ts'
import { type Filled, filled } from '../schema/filled.ts'
import { minutesOf } from '../values/date.ts'
import { isShared, type storage } from './storage.ts'

const image = fields(
  {
    name: text('line', {
      description: 'What you call the image here. Kubeflow shows people the image itself.',
      examples: ['PyTorch']
    }),
    image: text('image', {
      description: 'The image, with its tag or digest.',
      examples: ['111122223333.dkr.ecr.eu-central-1.amazonaws.com/notebooks/pytorch:2.9']
    }),
    group: choice(groups, {
      description:
        'What runs in it, which decides where the page offers it: JupyterLab, Visual Studio Code ' +
        'or RStudio.',
      default: 'jupyter'
    })
  },
  { required: ['name', 'image'], description: 'An image that people may start.' }
)

const limitFactor = text('factor', {
  description:
    'How many times the requested amount a notebook may use at most; `none` for no limit.',
  default: '1.2',
  examples: ['2', 'none']
})

const cpu = fields(
  {
    value: quantity({
      description: 'How many cores it suggests.',
      default: '0.5',
      examples: ['2']
    }),
    limitFactor
  },
  {
    description:
      'The number of cores that the page for a new notebook suggests; people may change it. ' +
      'Without it, half a core.',
    examples: [{ value: '2', limitFactor: 'none' }]
  }
)

const memory = fields(
  {
    value: quantity({
      description: 'How much memory it suggests.',
      default: '1Gi',
      examples: ['8Gi']
    }),
    limitFactor
  },
  {
    description:
      'The amount of memory that the page for a new notebook suggests; people may change it. ' +
      'Without it, 1Gi.',
    examples: [{ value: '8Gi', limitFactor: '1.5' }]
  }
)

const disk = {
  size: quantity({
    description: 'How large the disk is, rounded up to whole Gi.',
    default: '10Gi',
    examples: ['50Gi']
  }),
  class: text('word', {
    refersTo: 'class',
    description:
      'Its storage class, one of those under `storage`. Without it, the default class of the ' +
      'cluster.',
    examples: ['efs']
  })
}

const volume = fields(
  {
    mount: text('path', {
      description: 'The folder in the notebook where the disk is.',
      examples: ['/data']
    }),
    ...disk
  },
  { required: ['mount'], description: 'A disk besides the workspace.' }
)

export const notebooks = fields(
  {
    images: list(image, {
      description:
        'The images that people may start, and no others. The first of each group is selected by ' +
        'default. Without any, those that Kubeflow comes with.',
      examples: [[{ name: 'PyTorch', image: 'registry.example.com/notebooks/pytorch:2.9' }]]
    }),
    custom: flag({
      description: 'Whether people may also type the name of any other image.',
      default: false
    }),
    cpu,
    memory,
    gpus: list(
      fields(
        {
          name: text('line', {
            description: 'What people read when they pick one.',
            examples: ['NVIDIA']
          }),
          resource: text('resource', {
            description:
              'What Kubernetes calls it, which is the resource that the notebook asks for.',
            examples: ['nvidia.com/gpu']
          })
        },
        { required: ['name', 'resource'], description: 'A kind of GPU.' }
      ),
      {
        description:
          'The kinds of GPU that people may ask for. If there is only one, it is selected by ' +
          'default. Without any, the `gpu` of common.yaml.',
        examples: [[{ name: 'NVIDIA', resource: 'nvidia.com/gpu' }]]
      }
    ),
    workspace: fields(disk, {
      description:
        'The disk that each new notebook gets for the home folder of its user. Without it, one ' +
        'of 10Gi in the default class of the cluster.',
      examples: [{ size: '50Gi', class: 'efs' }]
    }),
    volumes: list(volume, {
      description:
        'Disks that each new notebook gets besides its workspace, unless people remove them. ' +
        'Without any, there are none.',
      examples: [[{ mount: '/data', size: '50Gi' }]]
    }),
    environments: list(text('label'), {
      description:
        'Environments that are selected by default, in tenants that have one of that name. ' +
        '`access-ml-pipeline` lets notebooks call Kubeflow Pipelines. Without any, none is ' +
        'selected.',
      examples: [['access-ml-pipeline']]
    }),
    culling: fields(
      {
        idle: text('duration', {
          description: 'After how long without work a notebook is stopped.',
          examples: ['24h']
        }),
        check: text('duration', {
          description: 'How often Kubeflow looks. It must be shorter than `idle`.',
          default: '5m',
          examples: ['30m']
        })
      },
      {
        required: ['idle'],
        description:
          'Stops notebooks in which nothing runs, so that they free their GPUs; their disks ' +
          'stay, and people start them again with a click. Without it, notebooks run until ' +
          'somebody stops them.',
        examples: [{ idle: '24h' }]
      }
    )
  },
  {
    description:
      'What the page for a new notebook offers, and when a notebook is stopped. Without it, the ' +
      'page offers the images of Kubeflow, and notebooks run until somebody stops them.',
    examples: [
      {
        images: [{ name: 'PyTorch', image: 'registry.example.com/notebooks/pytorch:2.9' }],
        culling: { idle: '24h' }
      }
    ]
  }
)

export interface Notebooks {
  /** The images that people may choose in each group; empty for Kubeflow's own. */
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
  /** `null` for the cluster's default class. */
  readonly class: string | null
  readonly many: boolean
}

interface Sections {
  readonly notebooks?: Static<typeof notebooks>
  readonly storage?: Static<typeof storage>
}

export function notebooksOf(file: Sections, gpu: string): Notebooks {
  const { images, volumes, culling, ...rest } = filled(notebooks, file.notebooks)
  const diskOf = diskIn(file.storage)
  const { workspace } = notebooks.properties
  return {
    images: (images ?? []).map(written => filled(image, written)),
    custom: rest.custom,
    cpu: sizeOf(filled(cpu, rest.cpu)),
    memory: sizeOf(filled(memory, rest.memory)),
    gpus: rest.gpus ?? [{ name: 'GPU', resource: gpu }],
    workspace: diskOf(filled(workspace, rest.workspace)),
    volumes: (volumes ?? []).map(written => {
      return { ...diskOf(filled(volume, written)), mount: written.mount }
    }),
    environments: rest.environments ?? [],
    culling: culling ? cullingOf(culling) : null
  }
}

function sizeOf({ value, limitFactor }: Filled<typeof cpu>): Size {
  return { value: String(value), factor: limitFactor }
}

function diskIn(
  storage: Sections['storage']
): (written: Omit<Filled<typeof volume>, 'mount'>) => Disk {
  return ({ size, class: name }) => ({
    size: String(size),
    class: name,
    many: isShared(storage, name)
  })
}

function cullingOf(file: NonNullable<Static<typeof notebooks>['culling']>) {
  const { idle, check } = filled(notebooks.properties.culling, file)
  return { idle: minutesOf(idle), check: minutesOf(check) }
}
