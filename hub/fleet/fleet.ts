/**
 * Orders to one device, and how they went. Each is in the audit before it leaves, is said once, and is answered within a bound: done,
 * refused by the device, or not heard.
 */
import { type Fault, type FaultFacts, fault, isFault } from "#shared/faults/fault.ts";
import type { GroupDone } from "#shared/fleet/groups.ts";
import { cardOf, type MovePass } from "#shared/fleet/move.ts";
import { type Order, type OrderDone, type OrderMessage, type OutcomeMessage, orderLifeMs, restartWaitMs } from "#shared/fleet/orders.ts";
import type { AuditRow, AuditWhat } from "#shared/identity/registry.ts";
import { tokenLifeMs } from "#shared/identity/token.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { DeviceState } from "#shared/wire/payloads.ts";
import type { Audit } from "../identity/audit.ts";
import type { DeviceIdentities } from "../identity/device-identities.ts";
import type { Journal } from "../journal.ts";
import type { DevicePresence } from "../presence.ts";
import { type GroupOrder, orderGroup } from "./groups.ts";
import { type Spare, Spares } from "./spares.ts";

export interface FleetPorts {
  readonly state: () => Pick<OfficeState, "generation" | "configuration">;
  /** By the hub's clock. */
  readonly now: () => number;
  /** How many times faster the office's time goes. */
  readonly speed: number;
  readonly presence: Pick<DevicePresence, "isOnline" | "runOf">;
  readonly say: (device: string, message: OrderMessage) => void;
  /** Runs every so many real milliseconds; returns how to stop it. */
  readonly every: (ms: number, run: () => void) => () => void;
  readonly drawId: () => string;
  readonly audit: () => Audit;
  readonly journal: Journal;
  /** Absent where the hub takes no devices from the network. */
  readonly identities?: DeviceIdentities | undefined;
}

/** How long an answer is waited for, in real milliseconds. */
const withinMs: Readonly<Record<Given["kind"], number>> = {
  identify: 5_000,
  logs: 8_000,
  restart: restartWaitMs + 5_000,
  become: 8_000,
  erase: restartWaitMs + 5_000,
  move: restartWaitMs + 5_000,
};
const waitingMax = 50;

type Given = Exclude<Order, { kind: "stand-by" }>;

interface Waiting {
  readonly device: string;
  readonly texts: string[];
  readonly end: (answer: OrderDone | Fault) => void;
}

export class Fleet {
  readonly #ports: FleetPorts;
  readonly #waiting = new Map<string, Waiting>();
  readonly #spares: Spares;

  constructor(ports: FleetPorts) {
    this.#ports = ports;
    this.#spares = new Spares({
      isNamed: (name) => this.#isNamed(name),
      isEnrolled: (name) => ports.identities?.enrolledAs(name) !== undefined,
      now: ports.now,
      tell: (name) => this.#say(name, ports.drawId(), { kind: "stand-by" }),
    });
  }

  /** Only who has a certificate of this hub can be sent away. */
  get mayLeave(): boolean {
    return this.#ports.identities !== undefined;
  }

  /** Of the configuration's devices. */
  get connected(): readonly string[] {
    const { presence, state } = this.#ports;
    return (state().configuration?.devices ?? []).map(({ id }) => id).filter((id) => presence.isOnline(id));
  }

  get spares(): readonly Spare[] {
    return this.#spares.list;
  }

  /** Resolves when the device has answered, or with why it has not. */
  async order(device: string, order: Given, by: string, more: FaultFacts = {}): Promise<OrderDone | Fault> {
    const spare = this.#spares.list.find(({ id }) => id === device);
    if (!this.#isNamed(device) && !spare) return fault("device-unknown", { device });
    if (this.#waiting.size >= waitingMax) return fault("overloaded");
    const about = {
      order: order.kind,
      ...(order.kind === "become" ? { as: order.name } : {}),
      ...(order.kind === "erase" && order.force ? { force: "yes" } : {}),
      ...(order.kind === "move" ? { office: order.to.card.office, as: order.to.card.name } : {}),
      ...more,
    };
    this.#write("order-given", device, by, about);
    const isOnline = spare ? spare.online : this.#ports.presence.isOnline(device);
    const answer = isOnline ? await this.#asked(device, order) : fault("device-not-heard", { device });
    const what = !isFault(answer) ? "order-done" : answer.fault === "device-not-heard" ? "order-not-heard" : "order-refused";
    this.#write(what, device, by, { ...about, ...(isFault(answer) ? { fault: answer.fault } : {}) });
    return answer;
  }

  /** Each device of the group is ordered, and audited, by itself. */
  orderGroup(kind: GroupOrder, group: string, by: string): Promise<GroupDone | Fault> {
    const { state, presence, every } = this.#ports;
    const named = (state().configuration?.devices ?? []).map(({ id, role, zone }) => ({ id, role, zone }));
    const spares = this.spares.map(({ id, role }) => ({ id, role, zone: null }));
    return orderGroup(kind, group, {
      devices: [...named, ...spares],
      order: (device) => this.order(device, { kind }, by, { group }),
      runOf: (device) => presence.runOf(device),
      every,
    });
  }

  /** A spare takes the place of a device that is away: a token for that one's name goes over the spare's own session, and to nobody else. */
  async replace(device: string, spare: string, by: string): Promise<OrderDone | Fault> {
    const { identities, presence, state } = this.#ports;
    const named = state().configuration?.devices.find(({ id }) => id === device);
    if (!identities) return fault("devices-off");
    if (!named) return fault("device-unknown", { device });
    if (presence.isOnline(device)) return fault("device-still-there", { device });
    const found = this.spares.find(({ id }) => id === spare);
    if (!found) return fault(this.#isNamed(spare) ? "spare-not-fit" : "device-unknown", { device: spare });
    if (!found.online) return fault("device-not-heard", { device: spare });
    const { role } = named;
    const enrolledAs = identities.enrolledAs(spare);
    if (found.role !== role || (enrolledAs !== "spare" && enrolledAs !== role)) return fault("spare-not-fit", { device: spare });
    const made = identities.makeToken(device, role, by, spare);
    if (isFault(made)) return made;
    return this.order(spare, { kind: "become", name: device, role, token: made.token, madeAt: made.expiresAt - tokenLifeMs }, by);
  }

  /** The device deletes what it keeps, and its certificate ends. Nothing happens to one that does not answer. */
  async erase(device: string, force: boolean, by: string): Promise<OrderDone | Fault> {
    const { identities } = this.#ports;
    if (!identities) return fault("devices-off");
    const answer = await this.order(device, { kind: "erase", force }, by);
    if (isFault(answer)) return answer;
    return identities.revoke(device, "erased", by) ?? answer;
  }

  /** The device goes to another office once this hub has all that it wrote, and its certificate here ends. */
  async move(device: string, to: MovePass, by: string): Promise<OrderDone | Fault> {
    const { identities, now, speed, state } = this.#ports;
    if (!identities) return fault("devices-off");
    const { role } = state().configuration?.devices.find(({ id }) => id === device) ??
      this.spares.find(({ id }) => id === device) ?? { role: null };
    if (role === null) return fault("device-unknown", { device });
    const at = speed === 1 ? now() : to.card.madeAt;
    if (!cardOf(to, state().configuration?.office.id ?? "", role, at)) return fault("move-pass-not-fit", { device });
    const answer = await this.order(device, { kind: "move", to }, by);
    if (isFault(answer)) return answer;
    const { office, name } = to.card;
    this.#write("device-moved", device, by, { office, as: name });
    return identities.revoke(device, `moved to ${office}`, by) ?? answer;
  }

  /** A device whose name the configuration does not have says how it is. */
  heard(device: string, state: DeviceState): void {
    this.#spares.hear(device, state);
  }

  outcome(device: string, { id, part, parts, fault: why, text }: OutcomeMessage): void {
    const waiting = this.#waiting.get(id);
    if (waiting?.device !== device) return;
    if (why) waiting.end(fault(why.fault, why.facts));
    // When one is missing, the whole is not heard.
    else if (part !== waiting.texts.length + 1) return;
    else if (waiting.texts.push(text) === parts) waiting.end({ kind: "done", text: waiting.texts.join("") });
  }

  /** With every heartbeat. */
  beat(): void {
    this.#spares.beat();
  }

  auditRows(limit: number): AuditRow[] {
    return this.#ports.audit().newest(limit);
  }

  #asked(device: string, order: Given): Promise<OrderDone | Fault> {
    const { drawId, every } = this.#ports;
    const id = drawId();
    return new Promise((resolve) => {
      const stop = every(withinMs[order.kind], () => end(fault("device-not-heard", { device })));
      const end = (answer: OrderDone | Fault) => {
        stop();
        this.#waiting.delete(id);
        resolve(answer);
      };
      this.#waiting.set(id, { device, texts: [], end });
      this.#say(device, id, order);
    });
  }

  #say(device: string, id: string, order: Order): void {
    const { state, now, speed, say } = this.#ports;
    const at = now();
    say(device, { generation: state().generation, id, at, expiresAt: at + orderLifeMs * speed, order });
  }

  #write(what: AuditWhat, device: string, by: string, facts: FaultFacts): void {
    const { audit, now, journal } = this.#ports;
    audit().write({ at: now(), by, what, device, facts });
    journal.info(`fleet.${what}`, { device, ...facts });
  }

  #isNamed(name: string): boolean {
    return this.#ports.state().configuration?.devices.some(({ id }) => id === name) === true;
  }
}
