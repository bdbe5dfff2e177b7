/** A day such as `2027-03-31`. Comparing the texts compares the days. */
export type Day = string

/** Returns the text if the calendar has that day; independent of clock and time zone. */
export function parseDate(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const known = year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
  return known ? text : undefined
}

/** Whether day `a` is over when day `b` begins. */
export function isBefore(a: Day, b: Day): boolean {
  return a < b
}

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  if (month === 2) return leap ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** A duration such as `1h30m` in minutes, rounded up. */
export function minutesOf(text: string): number {
  const [, hours = '0', minutes = '0', seconds = '0'] =
    /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text) ?? []
  return Number(hours) * 60 + Number(minutes) + Math.ceil(Number(seconds) / 60)
}
