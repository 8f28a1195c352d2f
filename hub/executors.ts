/** How each effect of the core is carried out: one executor for each kind, so that a kind without one does not compile. */
import type { Fault } from "#shared/faults/fault.ts";
import type { CommandDone } from "#shared/queue/commands.ts";
import type { AckMessage, AnswerMessage } from "#shared/wire/payloads.ts";
import type { HubEffect } from "./core/contract.ts";

export interface ExecutorPorts {
  reply(token: number, answer: CommandDone | Fault): void;
  ack(device: string, message: AckMessage): void;
  answer(device: string, message: AnswerMessage): void;
  raise(about: string, fault: Fault): void;
  setClock(driftMs: number): void;
}

type Executors = { readonly [K in HubEffect["kind"]]: (ports: ExecutorPorts, effect: Extract<HubEffect, { kind: K }>) => void };

const executors: Executors = {
  reply: (ports, { token, answer }) => ports.reply(token, answer),
  ack: (ports, { device, message }) => ports.ack(device, message),
  answer: (ports, { device, message }) => ports.answer(device, message),
  raise: (ports, { about, fault }) => ports.raise(about, fault),
  "set-clock": (ports, { driftMs }) => ports.setClock(driftMs),
};

export function carryOut<K extends HubEffect["kind"]>(ports: ExecutorPorts, effect: Extract<HubEffect, { kind: K }>): void {
  executors[effect.kind as K](ports, effect);
}
