/** The province's log on a simulated machine, and the way to it over a network that loses posts and answers. */
import * as v from "valibot";
import { EventLog } from "#shared/log/event-log.ts";
import { AnchoredClock } from "#shared/time/clock.ts";
import { CentralLog } from "../../hub/central/central-log.ts";
import type { RowsOutcome } from "../../hub/forward/central-poster.ts";
import type { CompareOutcome, PostOutcome } from "../../hub/forward/central-shipper.ts";
import { logAnswer, rowsPerPostMax } from "../../hub/shipping/log-post.ts";
import { Host, sha256 } from "./host.ts";
import type { RunningProgram } from "./machine.ts";
import { officeId } from "./office.ts";

/** As `hub/forward/central-poster.ts` gives up. */
const postDeadlineMs = 10_000;

export class CentralHost extends Host {
  #central: CentralLog | null = null;
  #clock: AnchoredClock | null = null;

  protected boot(program: RunningProgram): void {
    const { database } = this.machine.disk;
    this.#clock = new AnchoredClock(program.time, program.boot);
    const log = new EventLog(database, sha256, { source: "central", epoch: this.world.random.id() });
    this.#central = new CentralLog(log, database, sha256);
  }

  protected override died(): void {
    this.#central = null;
    super.died();
  }

  /** One post of the hub's: there and back, or a failure after its time. */
  post(from: RunningProgram, body: string): Promise<PostOutcome> {
    return this.#visit(from, () => this.#take(body));
  }

  compare(from: RunningProgram, epoch: string, seqs: readonly number[]): Promise<CompareOutcome> {
    return this.#visit(from, () => {
      const central = this.#central;
      if (!central) return { kind: "failed", cause: "not started" } as const;
      return { kind: "answered", hashes: seqs.map((seq) => central.hashAfter(officeId, epoch, seq)) } as const;
    });
  }

  /** What it has of a hub's log, for one that takes over. */
  rows(epoch: string, from: number): RowsOutcome {
    const central = this.#central;
    if (!this.program || !central) return { kind: "failed", cause: "not started" };
    return { kind: "answered", rows: central.rows(officeId, epoch, from, rowsPerPostMax), generation: central.generation(officeId) };
  }

  #visit<Outcome>(from: RunningProgram, work: () => Outcome): Promise<Outcome | { readonly kind: "failed"; readonly cause: string }> {
    const { network, agenda } = this.world;
    const { name } = from.machine;
    return new Promise((resolve) => {
      let isOver = false;
      const end = (outcome: Outcome | { readonly kind: "failed"; readonly cause: string }) => {
        if (isOver || !from.alive) return;
        isOver = true;
        from.run(() => {
          agenda.unsettled = true;
          resolve(outcome);
        });
      };
      agenda.in(postDeadlineMs, () => end({ kind: "failed", cause: "no answer" }));
      if (!from.mayAct() || network.path(name, this.name).cut) return;
      agenda.in(network.delay(name, this.name), () => {
        if (!this.program) return end({ kind: "failed", cause: "refused" });
        this.program.run(() => {
          const answer = work();
          if (!this.program?.mayAct() || network.path(this.name, name).cut) return;
          agenda.in(network.delay(this.name, name), () => end(answer));
        });
      });
    });
  }

  /** As `hub/central/server.ts` does with a post. */
  #take(body: string): PostOutcome {
    const central = this.#central;
    const clock = this.#clock;
    if (!central || !clock) return { kind: "failed", cause: "not started" };
    const read = central.read(officeId, body);
    if (read.kind === "unreadable") return { kind: "failed", cause: read.why };
    if (read.kind === "hash-unknown") {
      const { epoch } = read.envelope;
      return answered({ epoch, ...central.position(officeId, epoch), ask: true, whole: true });
    }
    try {
      const answer = central.take(officeId, read.post, clock.now());
      return "refused" in answer ? { kind: "failed", cause: answer.refused } : answered(answer);
    } catch (error) {
      if (!(error instanceof Error && error.name === "SqliteError")) throw error;
      return { kind: "failed", cause: error.message };
    }
  }
}

function answered(answer: unknown): PostOutcome {
  const read = v.safeParse(logAnswer, JSON.parse(JSON.stringify(answer)));
  return read.success ? { kind: "answered", answer: read.output } : { kind: "failed", cause: "an answer that is not central's" };
}
