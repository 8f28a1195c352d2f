/**
 * Who is signed in: sessions in the hub's storage, known by the hash of what the browser's cookie says, so that a restart ends none and a
 * copied file opens none. A session ends by leaving it alone, by its age, or because somebody ended it; it knows no configuration.
 */
import { randomBytes } from "node:crypto";
import type { SqlDatabase } from "#shared/log/event-log.ts";
import type { Digest } from "#shared/log/record.ts";
import type { SignInWay } from "#shared/wire/people.ts";

const schema = `
create table if not exists people_sessions (
  hash text primary key, person text not null, agent integer not null, role text not null, way text not null,
  began_at integer not null, pressed_at integer not null
) strict;
`;

export interface Session {
  readonly hash: string;
  /** The id of the agent in the configuration, with the number and the role as they were at sign-in. */
  readonly person: string;
  readonly agent: number;
  readonly role: string;
  readonly way: SignInWay;
  readonly beganAt: number;
  readonly pressedAt: number;
}

export type SessionEnd = "signed-out" | "left-alone" | "too-old" | "changed" | "ended-by-it" | "new-pin" | "too-many";

export interface SessionPorts {
  readonly database: SqlDatabase;
  readonly digest: Digest;
  /** UTC milliseconds by the machine's clock. */
  readonly wall: () => number;
  /** Without a press for so long it ends. */
  readonly idleMs: number;
  readonly ageMaxMs: number;
  /** Inside the commit that ends it. */
  readonly ended: (session: Session, why: SessionEnd) => void;
}

/** At once: of one person, and of all. The one that was left alone longest makes room. */
export const sessionsOfOneMax = 4;
export const sessionsMax = 500;
/** How exactly the last press is kept on the disk: each keeping is a commit. */
const keptEveryMs = 60_000;
const tokenBytes = 32;

export class Sessions {
  readonly #ports: SessionPorts;
  readonly #sessions = new Map<string, Session>();
  readonly #keptAt = new Map<string, number>();

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    ports.database.exec(schema);
    const columns = "hash, person, agent, role, way, began_at as beganAt, pressed_at as pressedAt";
    for (const each of ports.database.prepare(`select ${columns} from people_sessions`).all() as Session[]) {
      this.#sessions.set(each.hash, each);
      this.#keptAt.set(each.hash, each.pressedAt);
    }
  }

  get all(): readonly Session[] {
    return [...this.#sessions.values()];
  }

  /** Inside the caller's commit. What the cookie says is told here once. */
  begin(person: string, agent: number, role: string, way: SignInWay): string {
    this.#makeRoom(person);
    const token = randomBytes(tokenBytes).toString("base64url");
    const now = this.#ports.wall();
    const session: Session = { hash: this.#hashOf(token), person, agent, role, way, beganAt: now, pressedAt: now };
    const put = "insert into people_sessions (hash, person, agent, role, way, began_at, pressed_at) values (?, ?, ?, ?, ?, ?, ?)";
    this.#run(put, session.hash, person, agent, role, way, now, now);
    this.#sessions.set(session.hash, session);
    this.#keptAt.set(session.hash, now);
    return token;
  }

  /** The live session of what a cookie says; one whose time is over ends here. */
  find(token: string): Session | undefined {
    const session = this.#sessions.get(this.#hashOf(token.slice(0, 200)));
    return session && this.isLive(session) ? session : undefined;
  }

  /** False, and ended, when its time is over or somebody has ended it. */
  isLive({ hash }: Pick<Session, "hash">): boolean {
    const session = this.#sessions.get(hash);
    if (!session) return false;
    const why = this.#overBy(session);
    if (why) this.end(session, why);
    return why === undefined;
  }

  /** A person did something: the session is not left alone. */
  press({ hash }: Pick<Session, "hash">): void {
    const session = this.#sessions.get(hash);
    if (!session) return;
    const now = this.#ports.wall();
    this.#sessions.set(hash, { ...session, pressedAt: now });
    if (Math.abs(now - (this.#keptAt.get(hash) ?? 0)) < keptEveryMs) return;
    this.#keptAt.set(hash, now);
    this.#run("update people_sessions set pressed_at = ? where hash = ?", now, hash);
  }

  end(session: Session, why: SessionEnd): void {
    if (!this.#sessions.has(session.hash)) return;
    this.#ports.database.transaction(() => {
      this.#run("delete from people_sessions where hash = ?", session.hash);
      this.#ports.ended(session, why);
    })();
    this.#sessions.delete(session.hash);
    this.#keptAt.delete(session.hash);
  }

  endAllOf(person: string, why: SessionEnd): void {
    for (const each of this.all) if (each.person === person) this.end(each, why);
  }

  #overBy({ pressedAt, beganAt }: Session): SessionEnd | undefined {
    const now = this.#ports.wall();
    // A clock that was put back makes nobody younger for long: the other bound still holds.
    if (now - pressedAt > this.#ports.idleMs) return "left-alone";
    return Math.abs(now - beganAt) > this.#ports.ageMaxMs ? "too-old" : undefined;
  }

  #makeRoom(person: string): void {
    const longestAlone = (of: readonly Session[]) => of.toSorted((one, other) => one.pressedAt - other.pressedAt)[0];
    const own = this.all.filter((each) => each.person === person);
    const first =
      own.length >= sessionsOfOneMax ? longestAlone(own) : this.#sessions.size >= sessionsMax ? longestAlone(this.all) : undefined;
    if (first) this.end(first, "too-many");
  }

  #hashOf(token: string): string {
    return this.#ports.digest(`theq-people-session\n${token}`);
  }

  #run(sql: string, ...values: unknown[]): void {
    this.#ports.database.prepare(sql).run(...values);
  }
}
