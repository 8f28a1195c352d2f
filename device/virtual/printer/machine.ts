/** A whole virtual printer: machine, network side, kept tickets and control, joined. Tests start the same one that `main.ts` does. */
import { buildControl, type PrinterState } from "./control.ts";
import type { Model } from "./models.ts";
import { Printer } from "./printer.ts";
import { PrinterServer } from "./server.ts";
import type { Switches } from "./status.ts";
import { TicketStore } from "./store.ts";

export interface MachineSettings {
  /** Where it prints from; 127.0.0.1 but for tests that need another loopback address. */
  readonly host: string;
  readonly port: number;
  readonly controlPort: number;
  readonly folder: string;
  /** 0: at once. */
  readonly mmPerSecond: number;
  /** Which printer it plays; an Epson TM-T20III when not told. */
  readonly model?: Model;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly after: (ms: number, call: () => void) => () => void;
}

export interface Machine {
  readonly port: number;
  readonly controlPort: number;
  readonly state: () => PrinterState;
  readonly turn: (change: Partial<Switches>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A port that could not be had. */
export class PortTaken extends Error {
  readonly port: number;

  constructor(port: number, cause: unknown) {
    super(`Port ${port} of 127.0.0.1 is in use`, { cause });
    this.port = port;
  }
}

export async function startMachine(settings: MachineSettings): Promise<Machine> {
  const store = new TicketStore(settings.folder, settings.now);
  const server = new PrinterServer(() => printer, settings.host, settings.port);
  const printer: Printer = new Printer(
    {
      ...server.ports,
      after: settings.after,
      ticket: (ticket, bytes) => {
        control.tell("ticket", store.keep(ticket, bytes));
        control.tell("state", state());
      },
    },
    settings,
  );
  const state = (): PrinterState => ({
    switches: printer.switches,
    status: printer.status,
    printing: printer.printing,
    holdsTicket: printer.holdsTicket,
    picturesStored: printer.picturesStored,
    tickets: store.count,
    lengthPrintedMm: Math.round(store.totalMm),
  });
  // Turning on and off takes a moment; one after another, or a quick off-on would end off.
  let turning = Promise.resolve();
  const turn = (change: Partial<Switches>): Promise<void> => {
    const turned = turning.then(async () => {
      const wasOff = printer.switches.off;
      if (change.off === false && wasOff) await server.listen();
      printer.set(change);
      if (change.off === true && !wasOff) await server.close();
      control.tell("state", state());
    });
    turning = turned.catch(() => {});
    return turned;
  };
  const take = () => {
    printer.takeTicket();
    control.tell("state", state());
  };
  const control = buildControl({ store, state, turn, take });

  const port = await taken(settings.port, () => server.listen());
  try {
    await taken(settings.controlPort, () => control.http.listen({ host: "127.0.0.1", port: settings.controlPort }));
  } catch (error) {
    await server.close();
    throw error;
  }
  const address = control.http.server.address();
  return {
    port,
    controlPort: typeof address === "object" && address !== null ? address.port : settings.controlPort,
    state,
    turn,
    stop: async () => {
      printer.stop();
      await Promise.all([server.close(), control.http.close()]);
    },
  };
}

async function taken<T>(port: number, listen: () => Promise<T>): Promise<T> {
  try {
    return await listen();
  } catch (error) {
    throw error instanceof Error && "code" in error && error.code === "EADDRINUSE" ? new PortTaken(port, error) : error;
  }
}
