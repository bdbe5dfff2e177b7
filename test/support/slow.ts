/** Whether this is `npm run test:slow`, which has the time to start processes again and again. */
export const slow = process.env.TENANTRY_TESTS === 'slow'
