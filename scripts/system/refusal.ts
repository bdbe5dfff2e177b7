/** What keeps a command from going on, such as a program or a file that is missing. Reported in one line. */
export class Refusal extends Error {}
