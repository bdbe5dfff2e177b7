import { describe } from 'vitest'
import { proveCluster, useWorld } from './support/cluster.ts'
import { proveNarrow } from './support/narrow.ts'

const world = useWorld('production')

describe('the tenants of production', () => proveCluster(world))
describe('the second phase on production', () => proveNarrow(world))
