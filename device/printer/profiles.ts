/** What differs between printer models, as data. A new model is a new entry, not new code. */

export interface PrinterProfile {
  /** Characters in a line of font A, and of the smaller font B. */
  readonly columns: number;
  readonly columnsSmall: number;
  /** How the model tells that a job is on paper. */
  readonly confirms: /** `GS ( H`: it says the job's id back when printing has ended. */
    | "job-id"
    /** No such command. `GS r` is answered in turn, so its answer says that all bytes before it were taken and set. */
    | "in-turn-status";
}

export const printerProfiles = {
  "epson-tm-t20iii": { columns: 48, columnsSmall: 64, confirms: "job-id" },
  "generic-80mm": { columns: 48, columnsSmall: 64, confirms: "in-turn-status" },
} as const satisfies Record<string, PrinterProfile>;

export type PrinterProfileName = keyof typeof printerProfiles;
