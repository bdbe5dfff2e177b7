import { describe } from 'vitest'
import { proveCluster, useWorld } from './cluster.ts'

describe('the tenants of production', () => {
  proveCluster(useWorld('production'))
})
