/** Whether this is `npm run test:slow`, which has the time to start many processes. */
export const slow = process.env.TENANTRY_TESTS === 'slow'
