/** What staff pages show, kept in one place: the office's names, the live view and the link. A page is told of changes and reads. */
import type { StaffEntry, StaffOffice } from "#shared/wire/staff.ts";
import { getJson, later, monoNow, postJson } from "./browser.ts";
import { hubNow } from "./hub-clock.ts";
import { SharedStream } from "./shared-stream.ts";
import { type Hearing, hearing, type LinkInput, linkStep, type StaffLink, snapshotOf, startLink } from "./staff-link.ts";
import { officeIn, presentPatch } from "./staff-view.ts";

const officeRetryMs = 3_000;
const officeWithinMs = 8_000;
/** A session lasts while somebody works; so often the hub is told that somebody does. */
const pressedEveryMs = 240_000;

export class StaffStore {
  readonly #changed: () => void;
  #link: StaffLink = startLink(monoNow());
  #office: StaffOffice | null = null;
  #fetching = false;
  /** The version of the configuration that the names are of. */
  #named: number | undefined;
  #pressedAt = monoNow();
  /** Whoever signs out sees the live view end too, and is told nothing of a session that ended. */
  #leaves = false;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  start(): void {
    new SharedStream({ heard: (input) => this.#heard(input), current: () => snapshotOf(this.#link, monoNow()) }).start();
    void this.#fetchOffice();
  }

  get office(): StaffOffice | null {
    return this.#office;
  }

  /** The names that were known before a reload, until the hub tells them. */
  assume(office: StaffOffice): void {
    this.#office ??= office;
  }

  get link(): StaffLink {
    return this.#link;
  }

  get hearing(): Hearing {
    return hearing(this.#link, monoNow());
  }

  /** The hub's time, between its messages too, and while it is away: people go on waiting. Null until it was heard. */
  get now(): number | null {
    const { clock } = this.#link;
    return clock ? hubNow(clock, monoNow()) : null;
  }

  /** Somebody works at this page. */
  pressed(): void {
    if (!this.#office?.you || monoNow() - this.#pressedAt < pressedEveryMs) return;
    this.#pressedAt = monoNow();
    postJson("/api/v1/people/press", {}, officeWithinMs).then(({ status }) => this.signedOut(status), ignored);
  }

  async signOut(): Promise<void> {
    this.#leaves = true;
    await postJson("/api/v1/people/sign-out", {}, officeWithinMs).catch(ignored);
    location.assign("/sign-in/");
  }

  /** To where one signs in, and back to this page, when an answer's status says that nobody is signed in. */
  signedOut(status: number): void {
    if (status === 401 && !this.#leaves) location.assign(`/sign-in/?ended&to=${location.pathname.split("/")[1]}`);
  }

  /** The truth that came with a refusal, before the live view brings it. */
  learn(present: Readonly<Record<string, StaffEntry>>): void {
    const { view } = this.#link;
    const now = this.now;
    if (view && now !== null) this.#heard({ kind: "patch", patch: presentPatch(view, present, Math.round(now)) });
  }

  #heard(input: LinkInput): void {
    const before = this.#link.view;
    this.#link = linkStep(this.#link, input, monoNow());
    // Not the hub may be away, but the session over.
    if (input.kind === "lost" && this.#office?.you) void this.#fetchOffice();
    // A new snapshot may come from a hub with another configuration, and a person may change it at any time.
    if (this.#link.view !== before && (input.kind === "snapshot" || this.#named !== this.#version)) void this.#fetchOffice();
    this.#changed();
  }

  get #version(): number | undefined {
    const { view } = this.#link;
    return view ? officeIn(view)?.configuration : undefined;
  }

  async #fetchOffice(): Promise<void> {
    if (this.#fetching) return;
    this.#fetching = true;
    const version = this.#version;
    const answer = await getJson("/api/v1/office", officeWithinMs).catch(() => null);
    this.#fetching = false;
    // Until the hub answers the page has no names; later it keeps those it has.
    if (answer?.status === 200) {
      this.#office = answer.body as StaffOffice;
      this.#named = version;
      if (version !== this.#version) void this.#fetchOffice();
    } else {
      this.signedOut(answer?.status ?? 0);
      if (!this.#office || this.#link.lostAt !== null) later(officeRetryMs, () => void this.#fetchOffice());
    }
    this.#changed();
  }
}

/** Nothing answered: the live view tells it. */
function ignored(): void {}
