import type { Cost } from './run.ts'

/**
 * Runs the kinds of work in turns, so that a busy machine slows all of them alike, and returns each
 * median.
 */
export async function inTurns<T extends readonly (() => Promise<Cost>)[]>(
  runs: number,
  ...works: T
): Promise<{ [K in keyof T]: Cost }> {
  const all = works.map((): Cost[] => [])
  for (let run = 0; run < runs; run++) {
    for (const [at, work] of works.entries()) all[at]?.push(await work())
  }
  return all.map(medians) as { [K in keyof T]: Cost } // `map` forgets that there is one for each
}

function medians(costs: readonly Cost[]): Cost {
  const of = (field: keyof Cost) => median(costs.map(cost => cost[field]))
  return { wall: of('wall'), cpu: of('cpu'), memory: Math.max(...costs.map(cost => cost.memory)) }
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
