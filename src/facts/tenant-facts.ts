import { limitFacts, quotaFacts } from './amount-facts.ts'
import { awsFacts, pipelineFacts } from './cloud-facts.ts'
import { networkFacts, notebookFacts, queueFacts, storedFacts } from './content-facts.ts'
import type { Fact } from './fact.ts'
import { headFacts, labelFacts, memberFacts } from './people-facts.ts'
import type { Written } from './value-origin.ts'

const sections = [
  headFacts,
  labelFacts,
  memberFacts,
  quotaFacts,
  limitFacts,
  notebookFacts,
  queueFacts,
  storedFacts,
  awsFacts,
  pipelineFacts,
  networkFacts
]

/** Everything that a tenant has on its cluster, section by section. */
export function factsOf(written: Written): readonly (readonly Fact[])[] {
  return sections.map(section => section(written)).filter(({ length }) => length > 0)
}
