/** What people who sign in may be on the staff's pages, and which pages are theirs. */
export const peopleRoles = ["agent", "manager", "it"] as const;
export type PeopleRole = (typeof peopleRoles)[number];

/** The pages of each, the first of them where one begins. */
export const pagesOf: Readonly<Record<PeopleRole, readonly string[]>> = {
  agent: ["counter", "reception", "catch-up", "visit-life"],
  manager: ["manager", "counter", "reception", "catch-up", "visit-life", "admin"],
  it: ["admin"],
};
