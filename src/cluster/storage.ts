import type { Static } from 'typebox'
import { choice, fields, flag, map, text } from '../schema/fields.ts'
import { filled } from '../schema/filled.ts'
import { own } from '../values/lookup.ts'

const classes = map(
  'object',
  fields(
    {
      mode: choice(['one', 'many'], {
        description:
          'How many nodes may use a disk at the same time: `one`, as with EBS, or `many`, as ' +
          'with EFS.',
        default: 'one'
      }),
      default: flag({
        description:
          'Whether it is the default class of the cluster, which every tenant may use. Mark it if ' +
          'you list it: claims of the other classes are refused where they are not granted.',
        default: false
      })
    },
    { description: 'A storage class of the cluster.' }
  ),
  {
    description:
      'Existing storage classes that tenants may name in `volumes`, as far as `classes` in ' +
      'policy.yaml grants them. Without any, volumes are of the default class.',
    examples: [{ fast: { mode: 'one' } }]
  }
)

export const storage = fields(
  {
    efs: fields(
      {
        fileSystem: text('file-system', {
          description: 'ID of the file system of EFS.',
          examples: ['fs-0123456789abcdef0']
        }),
        class: text('label', {
          description:
            'Name of a storage class to be made, in which each disk is a folder of the file ' +
            'system that several nodes may use. Without it, none is made.',
          examples: ['efs']
        }),
        directory: text('path', {
          description: 'The folder of the file system in which these disks are.',
          default: '/kubeflow',
          examples: ['/tenants']
        })
      },
      {
        required: ['fileSystem'],
        description:
          'A file system of EFS for disks that are made when somebody asks. You install its ' +
          'driver yourself; it mounts disks with the AWS role of its service account ' +
          '`efs-csi-node-sa`, or else of the node. Without it, no storage class is made.',
        examples: [{ fileSystem: 'fs-0123456789abcdef0', class: 'efs' }]
      }
    ),
    shares: map('word', text('handle'), {
      description:
        'Existing access points of EFS, by the name that tenants write in `volumes`. Each serves ' +
        'one tenant, and `shares` in policy.yaml has to grant it. Without any, there are none.',
      examples: [{ 'fraud-datasets': 'fs-0123456789abcdef0::fsap-0123456789abcdef0' }]
    }),
    classes
  },
  {
    description:
      'The disks that people may ask for, besides those of the default storage class. Without ' +
      'it, there are no others.',
    examples: [
      {
        efs: { fileSystem: 'fs-0123456789abcdef0', class: 'efs' },
        shares: { 'fraud-datasets': 'fs-0123456789abcdef0::fsap-0123456789abcdef0' }
      }
    ]
  }
)

type Storage = Static<typeof storage> | undefined

/** The storage classes that tenants may name: those in the file, and the one we create for EFS. */
export function classesOf(file: Storage): Static<typeof classes> {
  const made = file?.efs?.class
  return { ...file?.classes, ...(made !== undefined && { [made]: { mode: 'many' as const } }) }
}

/** Whether the file says that it is the cluster's default class. */
export function isDefault(file: Storage, name: string): boolean {
  return own(file?.classes ?? {}, name)?.default === true
}

/** Whether a volume of the class can be mounted on several nodes. */
export function isShared(file: Storage, name: string | null): boolean {
  return name !== null && own(classesOf(file), name)?.mode === 'many'
}

/** Provisions volumes on an EFS file system. */
export interface Efs {
  readonly fileSystem: string
  readonly class: string
  readonly directory: string
}

/** Missing if the cluster does not want this class. */
export function efsOf(file: Storage): Efs | null {
  if (file?.efs?.class === undefined) return null
  return { ...filled(storage.properties.efs, file.efs), class: file.efs.class }
}
