/** People who come to the kiosks: they tap, tap again when nothing happens, ask for a copy, and leave when they are refused. */
import { isFault } from "#shared/faults/fault.ts";
import type { TicketRequest } from "#shared/wire/kiosk-page.ts";
import type { KioskHost } from "./devices.ts";
import type { Surroundings } from "./host.ts";

export interface CitizenManner {
  readonly everyMs: number;
  readonly doubles: number;
  readonly copies: number;
}

export class Citizens {
  readonly #world: Surroundings;
  readonly #kiosks: readonly KioskHost[];
  readonly #manner: CitizenManner;
  #taps = 0;
  isOver = false;

  constructor(world: Surroundings, kiosks: readonly KioskHost[], manner: CitizenManner) {
    this.#world = world;
    this.#kiosks = kiosks;
    this.#manner = manner;
  }

  begin(): void {
    const { agenda, random } = this.#world;
    agenda.in(random.around(this.#manner.everyMs), () => {
      if (this.isOver) return;
      this.#come(random.pick(this.#kiosks));
      this.begin();
    });
  }

  #come(kiosk: KioskHost): void {
    const { random } = this.#world;
    this.#taps += 1;
    const request: TicketRequest = {
      key: `tap-${String(this.#taps).padStart(6, "0")}`,
      service: random.chance(0.2) ? null : random.pick(["licence", "abstract"]),
      language: random.chance(0.2) ? "fr" : "en",
      needs: random.chance(0.1) ? ["more-time"] : [],
    };
    this.#tap(kiosk, request, 2);
    if (random.chance(this.#manner.doubles)) this.#world.agenda.in(random.between(20, 900), () => this.#tap(kiosk, request, 0));
  }

  /** The page says whose tap it was by its key: the same key again is the same tap. */
  #tap(kiosk: KioskHost, request: TicketRequest, more: number): void {
    const { agenda, observe, random, say } = this.#world;
    const { role, name, program } = kiosk;
    if (!role || !program) return;
    observe({ kind: "tapped", device: name, tap: request.key, service: request.service });
    agenda.unsettled = true;
    program.run(() => {
      void role.api.tap(request).then((answer) => {
        if (!program.mayAct()) return;
        observe({ kind: "told", device: name, tap: request.key, answer });
        if (isFault(answer)) {
          say(name, `tap refused: ${answer.fault}`);
          if (more > 0) agenda.in(random.between(2_000, 20_000), () => this.#tap(kiosk, request, more - 1));
          return;
        }
        say(name, `ticket ${answer.number}`);
        if (random.chance(this.#manner.copies)) agenda.in(random.between(1_000, 20_000), () => this.#copy(kiosk, answer.visit));
      });
      agenda.unsettled = true;
    });
  }

  #copy(kiosk: KioskHost, visit: string): void {
    const { role, program, name } = kiosk;
    if (!role || !program) return;
    this.#world.observe({ kind: "reprint-asked", device: name, visit });
    program.run(() => void role.api.reprint(visit));
  }
}
