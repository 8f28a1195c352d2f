/** The faults of signing in, by their codes; what they say is in `sign-in-texts.ts`, so that no other page loads it. */
export const signInFaultCodes = [
  "sign-in-refused",
  "sign-in-locked",
  "sign-in-paused",
  "code-refused",
  "pin-too-simple",
  "person-unknown",
  "people-off",
  "open-id-first",
  "open-id-away",
  "open-id-refused",
  "person-not-matched",
  "role-missing",
] as const;
export type SignInFaultCode = (typeof signInFaultCodes)[number];
