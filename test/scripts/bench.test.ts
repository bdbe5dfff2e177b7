import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { difference } from '../../scripts/bench/compare-objects.ts'
import { median } from '../../scripts/bench/median.ts'
import { isReached } from '../../scripts/bench/row.ts'
import { replaced, varying } from '../../scripts/bench/varying-values.ts'
import { bencher } from '../support/bench.ts'
import { call } from '../support/command.ts'

const { place, bench } = bencher()

test('refuses an unknown measurement', async () => {
  const wrong = await call(['bench', 'helmet'])
  expect(wrong).toMatchObject({ status: 2, stdout: '' })
  expect(wrong.stderr).toContain('there is no measurement `helmet`')
})

test('reports what it could not measure', async () => {
  const bin = join(place, 'bin')
  mkdirSync(bin)
  symlinkSync('/bin/sh', join(bin, 'sh'))
  const { status, stdout, rows } = await bench(['helm', 'roots', 'pages'], {
    CHROMIUM: '',
    PATH: bin,
    HELM: '',
    KUSTOMIZE: ''
  })
  expect({ status, rows }).toEqual({ status: 0, rows: [] })
  for (const [name, tool] of [
    ['helm', 'helm'],
    ['roots', 'kustomize']
  ])
    expect(stdout).toContain(`${name} was NOT measured: found no ${tool}: install Go`)
  expect(stdout).toContain(
    'pages was NOT measured: found no Chromium: install the package `chromium`, or set CHROMIUM to it'
  )
})

test('a file that is full of mistakes is weighed', async () => {
  const { status, rows } = await bench(['mistakes'])
  expect(status).toBe(0)
  expect(rows.map(({ work, unit }) => [work, unit])).toEqual([
    ['`validate`, 100,000 unknown names in a file, to 1,000', 'times'],
    ['  memory', 'MB'],
    ['`validate`, 100,000 unknown names as JSON in a file, to 1,000', 'times'],
    ['  memory', 'MB'],
    ['`validate`, 100,000 tags in a file, to 1,000', 'times'],
    ['  memory', 'MB'],
    ['`validate`, 80,000 empty entries in a file, to 800', 'times'],
    ['  memory', 'MB']
  ])
  for (const { unit, verdict } of rows) if (unit === 'MB') expect(verdict).toBe('reached')
})

describe('objects', () => {
  const [a, b] = [
    { kind: 'A', metadata: { name: 'a', labels: { x: '1', y: '2' } } },
    { kind: 'B', metadata: { name: 'b', namespace: 'n' } }
  ]

  test('are equal in any order', () => {
    const turned = { metadata: { labels: { y: '2', x: '1' }, name: 'a' }, kind: 'A' }
    expect(difference([a, b], [b, turned])).toBeUndefined()
  })

  test.each([
    ['one is missing', [a], { missing: 1, other: 0, first: 'B n b' }],
    ['one occurs twice', [a, b, b], { missing: 0, other: 1, first: 'B n b' }],
    [
      'a value is of another type',
      [{ ...a, metadata: { ...a.metadata, labels: { x: 1, y: '2' } } }, b],
      { missing: 1, other: 1, first: 'A a' }
    ]
  ])('differ if %s', (_, found, wanted) => {
    expect(difference([a, b], found)).toEqual(wanted)
  })

  test('of the same shape differ in values that can be swapped', () => {
    const tenants = ['x', 'y', 'z'].map((name, at) => [
      { kind: 'A' },
      { kind: 'B', list: [{ name }, 7], at }
    ])
    const all = varying(tenants)
    expect(all).toEqual([
      { at: 1, path: ['list', 0, 'name'], values: ['x', 'y', 'z'] },
      { at: 1, path: ['at'], values: [0, 1, 2] }
    ])
    const made = replaced(
      tenants[0]?.[1],
      path => all.find(one => `${one.path}` === `${path}`)?.values[2]
    )
    expect(made).toEqual(tenants[2]?.[1])
  })
})

test('a goal is reached or missed depending on its direction', () => {
  const row = { work: '', reached: 5, unit: 's', about: '' } as const
  const verdict = (is: 'under' | 'at most' | 'at least', value: number) =>
    isReached({ ...row, goal: { is, value } })
  expect([verdict('under', 5), verdict('at most', 5), verdict('at least', 5)]).toEqual([
    false,
    true,
    true
  ])
  expect([verdict('under', 6), verdict('at most', 4), verdict('at least', 6)]).toEqual([
    true,
    false,
    false
  ])
  expect(isReached(row)).toBe(true)
  expect(median([9, 1, 5])).toBe(5)
})
