/** A part of the form. */
export interface Section {
  readonly title: string
  /** Fields of the file, or `quota.gpu` for one in a group. */
  readonly fields: readonly string[]
}

/** What everybody needs. */
export const first: readonly string[] = [
  'owner',
  'description',
  'quota.preset',
  'quota.gpu',
  'members'
]

/** Everything else, folded. */
export const sections: readonly Section[] = [
  { title: 'Data in S3, and other rights in AWS', fields: ['aws'] },
  { title: 'Special machines, such as those with GPUs', fields: ['pools'] },
  { title: 'Jobs that wait for room', fields: ['queue'] },
  { title: 'Disks that several notebooks share', fields: ['volumes'] },
  { title: 'Passwords and other secrets', fields: ['secrets'] },
  { title: 'Settings to pick when a notebook starts', fields: ['environment'] },
  { title: 'More or less than the size gives', fields: ['quota', 'limits'] },
  { title: 'On which clusters it is', fields: ['clusters'] },
  { title: 'Network', fields: ['network'] },
  { title: 'Models that you serve', fields: ['serving'] },
  { title: 'Pipelines', fields: ['pipelines'] },
  {
    title: 'Rarely needed',
    fields: ['template', 'team', 'podSecurity', 'state', 'labels', 'annotations']
  }
]
