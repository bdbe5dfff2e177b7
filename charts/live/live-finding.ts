/** What a comparison with a cluster finds, worst first. */
export const risks = {
  refused: 'The sync would fail',
  lost: 'People would lose something',
  closed: 'Connections would end',
  kept: 'Holds on, though git does not say it',
  pods: 'Pods would not start again',
  quota: 'More is used than the quota allows',
  gained: 'People would gain something',
  people: 'Let in by hand',
  shared: 'Others own it too',
  taken: 'Git would take over',
  edited: 'Changed by hand',
  extra: 'Made by hand'
} as const

export interface LiveFinding {
  readonly tenant: string
  readonly risk: keyof typeof risks
  /** One sentence about it: names in backticks, no period. */
  readonly message: string
  readonly help: string
}

/** Makes findings about one tenant. */
export type Say = (risk: LiveFinding['risk'], message: string, help?: string) => LiveFinding
