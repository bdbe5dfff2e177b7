import { handOver } from './tally.ts'

handOver()
