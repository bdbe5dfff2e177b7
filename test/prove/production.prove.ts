import { describe } from 'vitest'
import { proveCluster, useWorld } from './cluster.ts'
import { proveGuards } from './guards.ts'
import { proveNarrow } from './narrow.ts'

const world = useWorld('production')

describe('the tenants of production', () => proveCluster(world))
describe('the second phase on production', () => proveNarrow(world))
describe('the guards of production', () => proveGuards(world))
