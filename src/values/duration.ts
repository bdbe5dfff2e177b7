/** A time such as `1h30m` in whole minutes: what begins a minute counts as one. */
export function minutesOf(text: string): number {
  const [, hours = '0', minutes = '0', seconds = '0'] =
    /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text) ?? []
  return Number(hours) * 60 + Number(minutes) + Math.ceil(Number(seconds) / 60)
}
