/**
 * Who may ask what on the staff's pages beyond the hub's machine: one table of routes and roles. What does not stand here is refused; a test
 * asks every route of the running server in every role, and finds one that is missing. Pure.
 */
import { type PeopleRole, pagesOf, peopleRoles } from "#shared/identity/people-roles.ts";
import type { AuditWhat } from "#shared/identity/registry.ts";
import { type CommandName, isCommandName } from "#shared/queue/commands.ts";

export interface Rule {
  readonly who: "everyone" | readonly PeopleRole[];
  /** The field of the body that must name whoever is signed in. */
  readonly actor?: "agent" | "by";
  /** What is kept in the audit when it was done. */
  readonly audit?: AuditWhat;
  /** A page: whoever may not see it is led to the sign-in page. */
  readonly isPage?: true;
}

const everybody: Rule = { who: "everyone" };
const anyone = ["agent", "manager", "it"] as const;
const staff = ["agent", "manager"] as const;
const leading = ["manager", "it"] as const;
const it = ["it"] as const;
const page = (name: string): Rule => ({ who: peopleRoles.filter((each) => pagesOf[each].includes(name)), isPage: true });

/** By method and route, as the server names it; pages by their folder. */
export const rules: Readonly<Record<string, Rule>> = {
  "GET /": { who: "everyone", isPage: true },
  "GET /sign-in": { who: "everyone", isPage: true },
  "GET /sign-in/*": { who: "everyone", isPage: true },
  "GET /.well-known/security.txt": everybody,
  // The project's own published scripts and pictures: nothing of an office is in them.
  "GET /assets/*": everybody,
  "GET /api/v1/people/me": everybody,
  "POST /api/v1/people/sign-in": everybody,
  "POST /api/v1/people/pin": everybody,
  "GET /api/v1/people/open-id/start": { who: "everyone", isPage: true },
  "GET /api/v1/people/open-id/callback": { who: "everyone", isPage: true },
  "POST /api/v1/people/press": { who: anyone },
  "POST /api/v1/people/sign-out": everybody,

  "GET /counter": page("counter"),
  "GET /counter/*": page("counter"),
  "GET /reception": page("reception"),
  "GET /reception/*": page("reception"),
  "GET /catch-up": page("catch-up"),
  "GET /catch-up/*": page("catch-up"),
  "GET /visit-life": page("visit-life"),
  "GET /visit-life/*": page("visit-life"),
  "GET /manager": page("manager"),
  "GET /manager/*": page("manager"),
  "GET /admin": page("admin"),
  "GET /admin/*": page("admin"),

  "GET /health": { who: anyone },
  "GET /api/v1/office": { who: anyone },
  "GET /api/v1/live": { who: anyone },
  "GET /api/v1/counts": { who: anyone },
  "GET /api/v1/timings": { who: staff },
  "GET /api/v1/ticket-code": { who: staff },
  "GET /api/v1/equipment": { who: leading },
  "GET /api/v1/expiring": { who: leading },
  "GET /api/v1/openapi.json": { who: leading },
  "GET /api/v1/wire.json": { who: leading },

  // Each by its name too: see `mayCommand`.
  "POST /api/v1/commands/:name": { who: staff, actor: "agent" },
  "POST /api/v1/visit-life": { who: staff, actor: "agent" },
  "GET /api/v1/personal/visits/:visit": { who: staff, audit: "personal-read" },
  "PUT /api/v1/personal/visits/:visit": { who: staff, actor: "agent", audit: "personal-changed" },
  "GET /api/v1/personal/appointments": { who: staff, audit: "personal-read" },
  // Other systems put calendars, on the hub's machine; nobody does it by hand.
  "PUT /api/v1/appointments": { who: [] },
  "PUT /api/v1/appointments/:date": { who: [] },
  "PUT /api/v1/appointments/calendar": { who: [] },

  "GET /api/v1/configuration": { who: leading },
  "GET /api/v1/configuration/office.json": { who: leading },
  "GET /api/v1/configuration/office.xlsx": { who: leading },
  "POST /api/v1/configuration/check": { who: leading },
  "POST /api/v1/configuration/read": { who: leading },
  "POST /api/v1/configuration": { who: leading, actor: "agent", audit: "configuration-taken" },
  "POST /api/v1/configuration/undo": { who: leading, actor: "agent", audit: "configuration-taken" },

  "GET /api/v1/identity": { who: leading },
  "GET /api/v1/identity/audit": { who: it },
  "POST /api/v1/identity/tokens": { who: it, actor: "by" },
  "POST /api/v1/identity/revoke": { who: it, actor: "by" },
  "POST /api/v1/identity/approve": { who: it, actor: "by" },
  "GET /api/v1/fleet": { who: leading },
  "POST /api/v1/fleet/identify": { who: leading, actor: "by" },
  "POST /api/v1/fleet/restart": { who: leading, actor: "by" },
  "POST /api/v1/fleet/logs": { who: it, actor: "by" },
  "POST /api/v1/fleet/group/identify": { who: leading, actor: "by" },
  "POST /api/v1/fleet/group/restart": { who: leading, actor: "by" },
  "POST /api/v1/fleet/group/logs": { who: it, actor: "by" },
  "POST /api/v1/fleet/replace": { who: leading, actor: "by" },
  "POST /api/v1/fleet/move": { who: it, actor: "by" },
  "POST /api/v1/fleet/erase": { who: it, actor: "by" },
  "GET /api/v1/releases": { who: leading },
  "POST /api/v1/releases/act": { who: it, actor: "by" },
  // Releases are brought on the hub's machine, or fetched.
  "POST /api/v1/releases/take": { who: [] },
  "POST /api/v1/releases/incoming": { who: [] },
  "GET /api/v1/people": { who: leading },
  "GET /api/v1/people/audit": { who: it },
  "POST /api/v1/people/codes": { who: leading, actor: "by" },
  "POST /api/v1/people/end": { who: it, actor: "by" },
};

/** What only whoever leads the office does: its day, its services and counters, what it tells everybody, practice. */
const leadersCommands: ReadonlySet<CommandName> = new Set([
  "correct-day",
  "trust-clock",
  "close-day",
  "close-doors",
  "set-closing",
  "start-practice",
  "end-practice",
  "promise-returns",
  "set-counter",
  "stop-service",
  "resume-service",
  "post-notice",
  "withdraw-notice",
]);

/** A name that is no command may be asked: the answer says that there is none. */
export function mayCommand(role: PeopleRole, name: string): boolean {
  if (role === "it") return false;
  return role === "manager" || !isCommandName(name) || !leadersCommands.has(name);
}

/** A HEAD asks what a GET asks. `route`: as the server names it; `rest`: what a `*` at its end stands for. */
export function ruleOf(method: string, route: string | undefined, rest: string | undefined): Rule | undefined {
  if (route === undefined) return undefined;
  const verb = method === "HEAD" ? "GET" : method;
  const key = `${verb} ${route === "/*" ? folderOf(rest ?? "") : route}`;
  return Object.hasOwn(rules, key) ? rules[key] : undefined;
}

/** Only plain paths: what a file server might read in another way is no page. */
function folderOf(rest: string): string {
  const plain = /^([a-z-]+)\/(?:[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)?$/.exec(rest);
  return plain ? `/${plain[1]}/*` : "";
}
