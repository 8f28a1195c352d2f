/** What a role of the office's configuration (The Q's) opens on the staff's pages. Pure. */
import type { PeopleRole } from "#shared/identity/people-roles.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";

export type Agent = OfficeConfiguration["agents"][number];

/** The Q calls an office's manager GA. Whoever only reads reports has no work on these pages. */
const roles: Readonly<Record<Agent["role"], PeopleRole | null>> = {
  CSR: "agent",
  Reception: "agent",
  GA: "manager",
  Support: "it",
  Helpdesk: "it",
  Analytics: null,
};

export function roleOf({ role }: Pick<Agent, "role">): PeopleRole | null {
  return roles[role];
}

/** By id, without regard to case, or by number. */
export function personIn(agents: readonly Agent[], typed: string): Agent | undefined {
  const name = nameOf(typed);
  return agents.find((each) => each.id === name) ?? agents.find((each) => String(each.number) === name);
}

/** The one form of what was typed as a name. */
export function nameOf(typed: string): string {
  return typed.trim().toLowerCase().slice(0, 80);
}

/** True when no `it` of one office is missing, new or another in the other: only IT may say who is IT. */
export function sameIt(one: readonly Agent[], other: readonly Agent[]): boolean {
  const named = (agents: readonly Agent[]) =>
    agents
      .filter((each) => roleOf(each) === "it")
      .map(({ id, number }) => `${id} ${number}`)
      .sort()
      .join("\n");
  return named(one) === named(other);
}
