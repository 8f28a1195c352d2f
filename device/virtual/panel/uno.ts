/**
 * An Arduino Uno that is not there: the ATmega328P of avr8js with the compiled StandardFirmata in it, what a panel has on its pins, and a
 * USB cable. It lives in time of its own: nothing happens but in `run`, which takes the milliseconds that pass for the board.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import {
  AVRADC,
  AVREEPROM,
  AVRIOPort,
  AVRTimer,
  AVRTWI,
  AVRUSART,
  adcConfig,
  avrInstruction,
  CPU,
  EEPROMMemoryBackend,
  eepromConfig,
  PinState,
  portBConfig,
  portCConfig,
  portDConfig,
  type TWIEventHandler,
  timer0Config,
  timer1Config,
  timer2Config,
  twiConfig,
  usart0Config,
} from "avr8js";

const clockHz = 16_000_000;
const flashBytes = 32_768;
const firmware = "avrgirl-arduino/junk/hex/uno/StandardFirmata.cpp.hex";

export type VirtualLevel = "high" | "low";

/** What hangs on its pins and sees their levels, or on its I2C and takes what is written to its address. */
export interface OnPins {
  see(isHigh: (pin: string) => boolean): void;
}
export interface OnI2c {
  readonly address: number;
  take(bytes: readonly number[]): void;
}

export class VirtualUno {
  readonly #program: Uint16Array;
  #machine: Machine;
  /** Buttons and switches that close their pin to ground. */
  readonly #closed = new Set<string>();
  #ran = 0;
  #frozen = false;
  readonly #attached: { readonly pins: OnPins[]; readonly i2c: OnI2c[] } = { pins: [], i2c: [] };
  /** What the board says over USB. */
  said: (bytes: Uint8Array) => void = () => {};

  constructor() {
    this.#program = programOf(readFileSync(createRequire(import.meta.url).resolve(firmware), "utf8"));
    this.#machine = this.#powered();
  }

  /** As after its reset button, or new power. */
  reset(): void {
    this.#ran = 0;
    this.#machine = this.#powered();
  }

  /** Its program stops, and its pins stay as they are; or it goes on where it was. */
  freeze(frozen: boolean): void {
    this.#frozen = frozen;
  }

  attach(part: OnPins | OnI2c): void {
    if ("see" in part) this.#attached.pins.push(part);
    else this.#attached.i2c.push(part);
  }

  /** Bytes from the computer. A program that does not fetch them loses all but the first. */
  hear(bytes: Uint8Array): void {
    if (!this.#frozen) this.#machine.incoming.push(...bytes);
  }

  /** Whether bytes from the computer wait for it. */
  get isHearing(): boolean {
    return this.#machine.incoming.length > 0;
  }

  /** A contact between a pin (`2`, `A0`) and ground. */
  close(pin: string, closed: boolean): void {
    if (closed) this.#closed.add(pin);
    else this.#closed.delete(pin);
    this.#machine.wire(pin, closed);
  }

  /** What an output gives; null while it is an input. */
  level(pin: string): VirtualLevel | null {
    const state = this.#machine.stateOf(pin);
    return state === PinState.High ? "high" : state === PinState.Low ? "low" : null;
  }

  /** Whether an input holds itself high: one that does not floats when its contact is open. */
  isPulledUp(pin: string): boolean {
    return this.#machine.stateOf(pin) === PinState.InputPullUp;
  }

  run(ms: number): void {
    if (this.#frozen) return;
    this.#ran += ms;
    this.#machine.runTo((this.#ran * clockHz) / 1_000);
    const { outgoing } = this.#machine;
    if (outgoing.length > 0) this.said(Uint8Array.from(outgoing.splice(0)));
  }

  #powered(): Machine {
    const machine = new Machine(this.#program, this.#attached);
    for (const pin of pinNames) machine.wire(pin, this.#closed.has(pin));
    return machine;
  }
}

const pinNames = [...Array.from({ length: 12 }, (_, index) => String(index + 2)), "A0", "A1", "A2", "A3", "A4", "A5"];

/** The processor with what StandardFirmata uses of it. */
class Machine {
  readonly incoming: number[] = [];
  readonly outgoing: number[] = [];
  readonly #cpu: CPU;
  readonly #usart: AVRUSART;
  readonly #ports: Readonly<Record<"B" | "C" | "D", AVRIOPort>>;
  readonly #closed = new Set<string>();

  constructor(program: Uint16Array, attached: { readonly pins: readonly OnPins[]; readonly i2c: readonly OnI2c[] }) {
    const cpu = new CPU(program);
    this.#cpu = cpu;
    for (const config of [timer0Config, timer1Config, timer2Config]) new AVRTimer(cpu, config);
    this.#ports = { B: new AVRIOPort(cpu, portBConfig), C: new AVRIOPort(cpu, portCConfig), D: new AVRIOPort(cpu, portDConfig) };
    new AVRADC(cpu, adcConfig);
    const twi = new AVRTWI(cpu, twiConfig, clockHz);
    twi.eventHandler = new Bus(twi, attached.i2c);
    new AVREEPROM(cpu, new EEPROMMemoryBackend(1_024), eepromConfig);
    this.#usart = new AVRUSART(cpu, usart0Config, clockHz);
    this.#usart.onByteTransmit = (byte) => void this.outgoing.push(byte);
    this.#usart.onRxComplete = () => this.#feed();
    for (const port of Object.values(this.#ports)) port.addListener(() => this.#settle());
    const isHigh = (pin: string) => this.stateOf(pin) === PinState.High;
    for (const port of Object.values(this.#ports)) port.addListener(() => attached.pins.forEach((part) => void part.see(isHigh)));
  }

  wire(pin: string, closed: boolean): void {
    if (closed) this.#closed.add(pin);
    else this.#closed.delete(pin);
    this.#settle();
  }

  stateOf(pin: string): PinState {
    const { port, bit } = placeOf(pin);
    return this.#ports[port].pinState(bit);
  }

  runTo(cycles: number): void {
    const cpu = this.#cpu;
    this.#feed();
    while (cpu.cycles < cycles) {
      avrInstruction(cpu);
      cpu.tick();
    }
    this.#feed();
  }

  #feed(): void {
    const [byte] = this.incoming;
    if (byte === undefined || !this.#usart.rxEnable || this.#usart.rxBusy) return;
    if (this.#usart.writeByte(byte)) this.incoming.shift();
  }

  /** A closed contact is low; an open one high where the pin holds itself, and otherwise low, which is the worse of what it might be. */
  #settle(): void {
    for (const pin of pinNames) {
      const { port, bit } = placeOf(pin);
      const state = this.#ports[port].pinState(bit);
      if (state === PinState.Input || state === PinState.InputPullUp) {
        this.#ports[port].setPin(bit, state === PinState.InputPullUp && !this.#closed.has(pin));
      }
    }
  }
}

/** The board's I2C, as its master writes to it. Nothing here answers a reading. */
class Bus implements TWIEventHandler {
  readonly #twi: AVRTWI;
  readonly #parts: readonly OnI2c[];
  #to: OnI2c | undefined;
  #bytes: number[] = [];

  constructor(twi: AVRTWI, parts: readonly OnI2c[]) {
    this.#twi = twi;
    this.#parts = parts;
  }

  start(): void {
    this.#bytes = [];
    this.#twi.completeStart();
  }

  stop(): void {
    if (this.#bytes.length > 0) this.#to?.take(this.#bytes);
    this.#to = undefined;
    this.#twi.completeStop();
  }

  connectToSlave(address: number, isWriting: boolean): void {
    this.#to = isWriting ? this.#parts.find((part) => part.address === address) : undefined;
    this.#twi.completeConnect(this.#to !== undefined);
  }

  writeByte(byte: number): void {
    this.#bytes.push(byte);
    this.#twi.completeWrite(this.#to !== undefined);
  }

  readByte(): void {
    this.#twi.completeRead(0xff);
  }
}

/** Where a pin of the Uno is on its processor. */
function placeOf(pin: string): { readonly port: "B" | "C" | "D"; readonly bit: number } {
  if (pin.startsWith("A")) return { port: "C", bit: Number(pin.slice(1)) };
  const number = Number(pin);
  return number < 8 ? { port: "D", bit: number } : { port: "B", bit: number - 8 };
}

/** Reads Intel HEX: data (00) and end (01), as this firmware has no other records. */
function programOf(hex: string): Uint16Array {
  const bytes = new Uint8Array(flashBytes);
  for (const line of hex.split(/\r?\n/)) {
    if (line.slice(7, 9) !== "00") continue;
    const length = Number.parseInt(line.slice(1, 3), 16);
    const data = Uint8Array.from({ length }, (_, index) => Number.parseInt(line.slice(9 + 2 * index, 11 + 2 * index), 16));
    bytes.set(data, Number.parseInt(line.slice(3, 7), 16));
  }
  return new Uint16Array(bytes.buffer);
}
