import { describe } from 'vitest'
import { proveGuards } from './support/guards.ts'
import { usePlace } from './support/trying.ts'

describe('the guards of staging', () => proveGuards(usePlace('staging')))
describe('the guards of production', () => proveGuards(usePlace('production')))
