import { describe } from 'vitest'
import { proveCluster, useWorld } from './cluster.ts'
import { proveGuards } from './guards.ts'
import { proveNarrow } from './narrow.ts'

const world = useWorld('staging')

describe('the tenants of staging', () => proveCluster(world))
describe('the second phase on staging', () => proveNarrow(world))
describe('the guards of staging', () => proveGuards(world))
