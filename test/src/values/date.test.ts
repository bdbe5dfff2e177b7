import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBefore, parseDate } from '../../../src/values/date.ts'

test.each(['2027-03-31', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])(
  '%s is a day',
  text => {
    expect(parseDate(text)).toBe(text)
  }
)

test.each([
  '2027-02-29',
  '1900-02-29',
  '2027-04-31',
  '2027-13-01',
  '2027-00-10',
  '2027-01-00',
  '2027-01-32',
  '0000-01-01',
  '2027-3-31',
  '27-03-31',
  '31.03.2027',
  '2027/03/31',
  '2027-03-31T00:00:00Z',
  ' 2027-03-31',
  '2027-03-31\n',
  '+2027-03-31',
  'tomorrow',
  ''
])('%j is not a day', text => {
  expect(parseDate(text)).toBeUndefined()
})

test('a day is not before itself', () => {
  expect(isBefore('2027-03-30', '2027-03-31')).toBe(true)
  expect(isBefore('2027-03-31', '2027-03-31')).toBe(false)
  expect(isBefore('2027-10-01', '2027-09-30')).toBe(false)
})

const year = { min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }

test('every day of the calendar is accepted and ordered', () => {
  fc.assert(
    fc.property(fc.date(year), fc.date(year), (a, b) => {
      const [left, right] = [a, b].map(date => date.toISOString().slice(0, 10))
      expect([left, right].map(text => parseDate(text ?? ''))).toEqual([left, right])
      const [start, end] = [a, b].map(date => Math.floor(date.getTime() / 86_400_000))
      expect(isBefore(left ?? '', right ?? '')).toBe(Number(start) < Number(end))
    })
  )
})
