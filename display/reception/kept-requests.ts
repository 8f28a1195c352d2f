/**
 * Keeps the requests of this tablet in the browser's storage, one entry each, so that two tabs never write over each other, and sends them
 * one at a time, in their order, while the hub is heard. An adapter over `request.ts`.
 */
import type { Command, CommandDone } from "#shared/queue/commands.ts";
import { later, postJson } from "../base/browser.ts";
import { ofThisBrowser, remember } from "../base/staff-memory.ts";
import {
  type Answer,
  answerFrom,
  inOrderOfAsking,
  isGiven,
  isOld,
  nextToSend,
  type Request,
  requestFrom,
  toAskWhetherGiven,
  toIntake,
  toTakeBack,
} from "./request.ts";

const prefix = "reception-request.";
const answerWithinMs = 8_000;
const againAfterMs = [500, 1_000, 2_000, 4_000] as const;

export interface RequestsUser {
  /** The hub can be asked now. */
  readonly hears: () => boolean;
  /** The office date that is open, as far as is known. */
  readonly openDate: () => string | null;
  /** By this tablet's clock. */
  readonly now: () => number;
  readonly changed: () => void;
  readonly given: (request: Request, done: CommandDone) => void;
  /** It was dropped while in doubt: the visit that is taken back; null when the hub had given none. */
  readonly withdrawn: (request: Request, visit: string | null) => void;
}

export class KeptRequests {
  readonly #user: RequestsUser;
  #sending = false;
  #failures = 0;
  list: readonly Request[] = [];
  /** False where the browser keeps nothing: a reload would lose them. */
  survives = true;

  constructor(user: RequestsUser) {
    this.#user = user;
  }

  start(): void {
    this.#read();
    window.addEventListener("storage", () => this.#read());
  }

  keep(request: Request): void {
    this.#write(request);
    this.pump();
  }

  drop(key: string): void {
    this.#remove(key);
  }

  /** Sends what there is to send; called whenever that may have changed. */
  pump(): void {
    if (this.#sending || !this.#user.hears()) return;
    for (const each of this.list) if (each.state.kind === "kept" && this.#isOld(each)) this.#write({ ...each, state: { kind: "old" } });
    const next = nextToSend(this.list);
    if (!next) return;
    this.#sending = true;
    void this.#send(next).then((isAnswered) => this.#ended(isAnswered));
  }

  #ended(isAnswered: boolean): void {
    this.#failures = isAnswered ? 0 : this.#failures + 1;
    const wait = isAnswered ? 0 : (againAfterMs[this.#failures - 1] ?? 4_000);
    later(wait, () => {
      this.#sending = false;
      this.pump();
    });
  }

  async #send(request: Request): Promise<boolean> {
    if (request.state.kind === "withdrawn") return this.#withdraw(request);
    if (request.state.kind === "in-doubt" && this.#isOld(request)) {
      const asked = await post(toAskWhetherGiven(request));
      if (asked.kind === "lost") return false;
      if (!isGiven(asked)) {
        this.#write({ ...request, state: { kind: "old" } });
        return true;
      }
    }
    // Before it goes out: a page that dies now must know that it may have arrived.
    this.#write({ ...request, state: { kind: "in-doubt" } });
    const answer = await post(toIntake(request));
    if (answer.kind === "lost") return false;
    if (answer.kind === "done") {
      // Told first, then forgotten: a page that dies between the two asks again, and the hub says the same.
      this.#user.given(request, answer.done);
      // Dropped while it was under way.
      if (this.#now(request.key)?.state.kind !== "withdrawn") this.#remove(request.key);
    } else if (this.#now(request.key)?.state.kind === "withdrawn") this.#remove(request.key);
    else this.#write({ ...request, state: { kind: "refused", fault: answer.fault } });
    return true;
  }

  async #withdraw(request: Request): Promise<boolean> {
    const asked = await post(toAskWhetherGiven(request));
    if (asked.kind === "lost") return false;
    // What was given answers the same again.
    const before = isGiven(asked) ? await post(toIntake(request)) : null;
    if (before?.kind === "lost") return false;
    const done = before?.kind === "done" ? before.done : null;
    const back = done && toTakeBack(request, done);
    // What cannot be taken back any more is at a counter, or over: the refusal changes nothing.
    if (back && (await post(back)).kind === "lost") return false;
    this.#remove(request.key);
    this.#user.withdrawn(request, done?.visit ?? null);
    return true;
  }

  #isOld(request: Request): boolean {
    return isOld(request, this.#user.now(), this.#user.openDate());
  }

  #now(key: string): Request | undefined {
    return this.list.find((each) => each.key === key);
  }

  #write(request: Request): void {
    remember(ofThisBrowser, prefix + request.key, JSON.stringify(request));
    this.#read(request);
  }

  #remove(key: string): void {
    remember(ofThisBrowser, prefix + key, null);
    this.list = this.list.filter((each) => each.key !== key);
    this.#user.changed();
  }

  /** `known`: also where storage is denied. */
  #read(known?: Request): void {
    const stored = storedRequests();
    const found = new Map((stored ?? this.list).map((each) => [each.key, each] as const));
    if (known) {
      this.survives = stored?.some(({ key }) => key === known.key) ?? false;
      found.set(known.key, known);
    }
    this.list = inOrderOfAsking(found.values());
    this.#user.changed();
  }
}

/** Null where storage is denied. */
function storedRequests(): Request[] | null {
  try {
    const storage = ofThisBrowser();
    const names = Array.from({ length: storage.length }, (_, place) => storage.key(place) ?? "");
    return names.filter((name) => name.startsWith(`theq.${prefix}`)).flatMap((name) => requestFrom(storage.getItem(name)) ?? []);
  } catch {
    return null;
  }
}

async function post(command: Command): Promise<Answer> {
  const { name, ...body } = command;
  return answerFrom(await postJson(`/api/v1/commands/${name}`, body, answerWithinMs).catch(() => null));
}
