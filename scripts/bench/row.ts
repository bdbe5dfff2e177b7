import type { Cost } from './run.ts'

export interface Row {
  readonly work: string
  readonly reached: number
  readonly unit: Unit
  readonly goal?: Goal
  /** What it was measured with or against. */
  readonly about: string
}

type Unit = 's' | 'times' | 'MB'

export interface Goal {
  readonly is: 'under' | 'at most' | 'at least'
  readonly value: number
}

export function isReached({ reached, goal }: Row): boolean {
  if (!goal) return true
  if (goal.is === 'at least') return reached >= goal.value
  return goal.is === 'under' ? reached < goal.value : reached <= goal.value
}

/** How many times longer one takes than the other. */
export function ratio(work: string, [one, other]: readonly [Cost, Cost], goal?: Goal): Row {
  return {
    work,
    reached: one.wall / other.wall,
    unit: 'times',
    ...(goal && { goal }),
    about: `${costs(one)} against ${costs(other)}${ofCpu(one, other)}`
  }
}

/**
 * CPU time depends less on what else is running; a value below the shell's clock resolution counts as
 * none.
 */
function ofCpu(one: Cost, other: Cost): string {
  return other.cpu < 0.1 ? '' : `, of CPU ${digits(one.cpu / other.cpu)} times`
}

export function costs({ wall, cpu }: Cost): string {
  return `${digits(wall)} s (${digits(cpu)} of CPU)`
}

/** Fewer decimals for larger numbers. */
export function digits(value: number): string {
  return value.toFixed(value < 0.1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0)
}
