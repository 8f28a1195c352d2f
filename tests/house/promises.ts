/** The promises that this release proves: each must stand at the start of the title of a test. Later issues add theirs. */
export const promisesProven = [
  "Q-TICKET-1",
  "Q-TICKET-2",
  "Q-TICKET-3",
  "Q-TICKET-4",
  "Q-TICKET-5",
  "Q-EVENT-1",
  "Q-EVENT-2",
  "Q-CALL-1",
  "Q-CALL-2",
  "Q-CALL-3",
  "Q-TIME-1",
  "Q-PRIV-1",
  "Q-SAFE-1",
  "Q-FAULT-1",
] as const;

export function promisesWithoutTest(tests: readonly { readonly text: string }[]): string[] {
  return promisesProven.filter((promise) => !tests.some(({ text }) => new RegExp(`\\b(?:it|test)\\(\\s*["'\`]${promise}\\b`).test(text)));
}
