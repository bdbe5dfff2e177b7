import { describe } from 'vitest'
import { proveCluster, useWorld } from './support/cluster.ts'
import { proveNarrow } from './support/narrow.ts'

const world = useWorld('staging')

describe('the tenants of staging', () => proveCluster(world))
describe('the second phase on staging', () => proveNarrow(world))
