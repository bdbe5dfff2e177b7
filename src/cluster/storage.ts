import type { Static } from 'typebox'
import { own } from '../expand.ts'
import { choice, fields, map, text } from '../fields.ts'

const classes = map('word', fields({ mode: choice(['one', 'many'], { default: 'one' }) }), {
  description: 'Storage classes that tenants may name; `many` if several nodes may write'
})

export const storage = fields(
  {
    efs: fields(
      {
        fileSystem: text('file-system'),
        class: text('label', { description: 'A storage class for volumes made on demand' }),
        directory: text('path', { default: '/kubeflow' })
      },
      { required: ['fileSystem'] }
    ),
    shares: map('word', text('handle'), { description: 'Access points that tenants may name' }),
    classes
  },
  { description: 'Disks' }
)

type Storage = Static<typeof storage> | undefined

/** The storage classes that tenants may name: those of the file, and the one that is made of EFS. */
export function classesOf(file: Storage): Static<typeof classes> {
  const made = file?.efs?.class
  return { ...file?.classes, ...(made !== undefined && { [made]: { mode: 'many' as const } }) }
}

/** Whether several nodes may use a disk of that class. */
export function isShared(file: Storage, name: string): boolean {
  return own(classesOf(file), name)?.mode === 'many'
}

/** What makes disks in a file system of EFS. */
export interface Efs {
  readonly fileSystem: string
  readonly class: string
  readonly directory: string
}

/** Nothing where no class of it is asked for. */
export function efsOf(file: Storage): Efs | null {
  const efs = file?.efs
  if (efs?.class === undefined) return null
  return { fileSystem: efs.fileSystem, class: efs.class, directory: efs.directory ?? '/kubeflow' }
}
