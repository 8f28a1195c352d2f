/**
 * People as the hub holds them: who may sign in, who is signed in, and what is kept of it. Persons are the configuration's agents; who is
 * taken out of it, or gets another role, is signed out. It knows no HTTP.
 */
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { PeopleRole } from "#shared/identity/people-roles.ts";
import type { AuditWhat } from "#shared/identity/registry.ts";
import type { SqlDatabase } from "#shared/log/event-log.ts";
import type { Digest } from "#shared/log/record.ts";
import type { CodeMade, Me, PeopleList, SignInWay } from "#shared/wire/people.ts";
import type { HubFile } from "#shared/wire/process.ts";
import { Audit } from "../identity/audit.ts";
import { type Cost, isUsablePin, Pins, usualCost } from "./pins.ts";
import { type Agent, nameOf, personIn, roleOf } from "./roles.ts";
import { type Session, type SessionEnd, Sessions } from "./sessions.ts";

export type PeopleFile = NonNullable<HubFile["people"]>;

export interface PeoplePorts {
  readonly office: string;
  readonly file: Pick<PeopleFile, "idleMinutes" | "hours">;
  readonly database: SqlDatabase;
  readonly digest: Digest;
  /** Of the configuration that counts now. */
  readonly agents: () => readonly Agent[];
  /** UTC milliseconds by the machine's clock: sessions are real, also in an office that runs faster. */
  readonly wall: () => number;
  /** Of looking at a PIN; absent: as it should be. */
  readonly cost?: Cost;
}

export interface Signed {
  readonly session: Session;
  readonly me: Me;
}

/** `token`: what the browser's cookie says from now on. */
export type SignedIn = { readonly token: string; readonly me: Me };

/** Refusals of names that nobody has are one row so often, with their number: the audit is no place to fill a disk from outside. */
const strangersEveryMs = 60_000;

export class People {
  readonly audit: Audit;
  readonly #ports: PeoplePorts;
  readonly #pins: Pins;
  readonly #sessions: Sessions;
  readonly #listeners: (() => void)[] = [];
  #strangers = { toldAt: Number.NEGATIVE_INFINITY, untold: 0 };

  constructor(ports: PeoplePorts) {
    const { database, digest, office, wall, file, cost = usualCost } = ports;
    this.#ports = ports;
    this.audit = new Audit(database, digest);
    this.#pins = new Pins({ database, digest, office, wall, cost });
    this.#sessions = new Sessions({
      ...{ database, digest, wall, idleMs: file.idleMinutes * 60_000, ageMaxMs: file.hours * 3_600_000 },
      ended: (session, why) => this.#ended(session, why),
    });
  }

  /** `run` is called when a session has ended. */
  onEnded(run: () => void): void {
    this.#listeners.push(run);
  }

  /** `from`: the address that asked, for the audit. */
  async signIn(typed: string, pin: string, from: string): Promise<SignedIn | Fault> {
    const agent = this.#agent(typed);
    const name = agent?.id ?? nameOf(typed);
    const answer = await this.#pins.check(name, agent?.id, pin);
    if (answer === true && agent) return this.begin(agent, "pin", from);
    const why = answer === true ? fault("sign-in-refused") : answer;
    if (why.fault !== "sign-in-paused") this.#refused(agent, why, from);
    return why;
  }

  /** Somebody whom a provider knows under this name, with the roles that it gives; the configuration must say the same. */
  signInElsewhere(name: string, roles: ReadonlySet<PeopleRole>, from: string): SignedIn | Fault {
    const agent = this.#agent(name);
    const role = agent && roleOf(agent);
    const why = !agent ? fault("person-not-matched") : !role || !roles.has(role) ? fault("role-missing") : undefined;
    if (agent && !why) return this.begin(agent, "open-id", from);
    this.#refused(agent, why ?? fault("sign-in-refused"), from);
    return why ?? fault("sign-in-refused");
  }

  /** Somebody is who they say, however it was found out. */
  begin(agent: Agent, way: SignInWay, from: string): SignedIn | Fault {
    const role = roleOf(agent);
    if (role === null) return fault("not-your-role");
    const token = this.#ports.database.transaction(() => {
      this.write("signed-in", agent.id, agent.id, { way, from });
      return this.#sessions.begin(agent.id, agent.number, agent.role, way);
    })();
    return { token, me: meOf(agent, role) };
  }

  /** A new PIN by a code that was handed over; ends what was open under the old one. */
  async setPin(typed: string, code: string, pin: string, from: string): Promise<SignedIn | Fault> {
    const agent = this.#agent(typed);
    // For a name that nobody has the same is looked up as for one whose code is another.
    const isRight = this.#pins.knowsCode(agent?.id ?? nameOf(typed), code);
    if (!agent || !isRight) {
      this.#refused(agent, fault("code-refused"), from);
      return fault("code-refused");
    }
    if (!isUsablePin(pin, agent.number)) return fault("pin-too-simple");
    const hash = await this.#pins.hashOf(pin);
    const used = this.#ports.database.transaction(() => {
      if (!this.#pins.use(agent.id, code, hash)) return false;
      this.write("pin-set", agent.id, agent.id, { from });
      this.#sessions.endAllOf(agent.id, "new-pin");
      return true;
    })();
    if (!used) return fault("code-refused");
    return this.begin(agent, "pin", from);
  }

  /** `byRole`: of whoever asks; null on the hub's own machine. A manager makes none for whoever could do more than a manager. */
  makeCode(typed: string, by: string, byRole: PeopleRole | null): CodeMade | Fault {
    const agent = this.#agent(typed);
    if (!agent) return fault("person-unknown", { person: nameOf(typed).slice(0, 40) });
    const role = roleOf(agent);
    if (byRole === "agent" || (byRole === "manager" && role === "it")) return fault("not-your-role");
    return this.#ports.database.transaction(() => {
      const made = this.#pins.makeCode(agent.id);
      this.write("code-made", by, agent.id, { expiresAt: made.expiresAt });
      return { person: agent.id, ...made };
    })();
  }

  /** Works for whoever has left the office too, and refuses a name under which nothing is open: a mistyped one leaves somebody signed in. */
  endAll(typed: string, by: string, pin: boolean): Fault | undefined {
    const agent = this.#agent(typed);
    const person = agent?.id ?? nameOf(typed);
    const isOpen = this.#pins.standing(person) !== "none" || this.#sessions.all.some((each) => each.person === person);
    if (!agent && !isOpen) return fault("person-unknown", { person: person.slice(0, 40) });
    this.#ports.database.transaction(() => {
      if (pin) {
        this.#pins.take(person);
        this.write("pin-taken", by, person, {});
      }
      this.#sessions.endAllOf(person, "ended-by-it");
    })();
    return undefined;
  }

  /** Whoever the cookie belongs to, while the session lasts and the configuration still says the same of the person. */
  who(token: string | undefined): Signed | undefined {
    const session = token === undefined ? undefined : this.#sessions.find(token);
    const me = session && this.#meOf(session);
    return session && me ? { session, me } : undefined;
  }

  isLive(session: Session): boolean {
    return this.#sessions.isLive(session) && this.#meOf(session) !== undefined;
  }

  press({ session }: Signed): void {
    this.#sessions.press(session);
  }

  signOut({ session }: Signed): void {
    this.#sessions.end(session, "signed-out");
  }

  /** Ends what is over by time or by the configuration: nobody may be there to ask. */
  sweep(): void {
    for (const session of this.#sessions.all) this.isLive(session);
    const agents = this.#ports.agents();
    // A hub that has no configuration yet knows nobody, and takes nobody's PIN for it.
    if (agents.length > 0) this.#pins.keepOnly(new Set(agents.map(({ id }) => id)));
  }

  list(): PeopleList {
    const people = this.#ports.agents().map((agent) => {
      const sessions = this.#sessions.all.filter(({ person }) => person === agent.id);
      return {
        ...{ person: agent.id, name: agent.displayName, role: roleOf(agent), pin: this.#pins.standing(agent.id) },
        lockedUntil: this.#pins.lockedUntil(agent.id),
        codeUntil: this.#pins.codeUntil(agent.id),
        sessions: sessions.map(({ way, beganAt, pressedAt }) => ({ way, since: beganAt, pressedAt })),
      };
    });
    return { kind: "on", people, auditBrokenAt: this.audit.firstBrokenRow() ?? null };
  }

  /** By the machine's clock. */
  now(): number {
    return this.#ports.wall();
  }

  /** One row of the audit. */
  write(what: AuditWhat, by: string, person: string, facts: Readonly<Record<string, string | number>>): void {
    this.audit.write({ at: this.#ports.wall(), by, what, person, facts });
  }

  #agent(typed: string): Agent | undefined {
    return personIn(this.#ports.agents(), typed);
  }

  #meOf(session: Session): Me | undefined {
    const agent = this.#ports.agents().find(({ id }) => id === session.person);
    const role = agent && roleOf(agent);
    if (agent && role && agent.number === session.agent && agent.role === session.role) return meOf(agent, role);
    this.#sessions.end(session, "changed");
    return undefined;
  }

  #ended({ person }: Session, why: SessionEnd): void {
    this.write("session-ended", person, person, { why });
    for (const run of this.#listeners) queueMicrotask(run);
  }

  /** What was typed for a name is not kept: it may be a PIN in the wrong field. */
  #refused(agent: Agent | undefined, { fault: code }: Fault, from: string): void {
    const what = code === "sign-in-locked" || code === "code-refused" ? code : "sign-in-refused";
    if (agent) {
      this.write(what, agent.id, agent.id, { from });
      return;
    }
    const now = this.#ports.wall();
    this.#strangers.untold += 1;
    if (Math.abs(now - this.#strangers.toldAt) < strangersEveryMs) return;
    this.write(what, "unknown", "unknown", { from, count: this.#strangers.untold });
    this.#strangers = { toldAt: now, untold: 0 };
  }
}

function meOf({ id, number, displayName }: Agent, role: PeopleRole): Me {
  return { person: id, agent: number, name: displayName, role };
}
