import { describe } from 'vitest'
import { proveCluster, useWorld } from './cluster.ts'

describe('the tenants of staging', () => {
  proveCluster(useWorld('staging'))
})
