#!/usr/bin/env node
// `npm create tenantry <folder>` is `tenantry init <folder>` before anything is installed.
process.argv.splice(2, 0, 'init')
await import('tenantry/scripts/run.mjs')
