/** What a machine says of itself at one moment. Null: it does not say, and then nothing is judged by it. */
export interface Readings {
  /** Of the hottest thermal zone, in degrees Celsius. */
  readonly celsius: number | null;
  readonly power: PowerReading | null;
  readonly storage: { readonly freeBytes: number; readonly totalBytes: number } | null;
  readonly wear: WearReading | null;
  /** Of the disk that has taken the most for its size. */
  readonly written: WrittenReading | null;
  /** Errors that the kernel has counted in mounted file systems, since each was last checked. */
  readonly fileSystemErrors: number | null;
  readonly memoryAvailableBytes: number | null;
  /** Whether a time server has set this machine's clock since it was started. */
  readonly clockIsSet: boolean | null;
}

export interface PowerReading {
  /** Too little voltage at this moment, or since the kernel looked last, two seconds ago. */
  readonly isWeak: boolean;
  /** It was so at some time that the firmware still remembers; it forgets with a restart, or when another reader clears it. */
  readonly wasWeak: boolean;
  /** The processor runs slower than asked, to cool off. */
  readonly isSlowed: boolean;
}

export interface WearReading {
  /** Of the life its maker promises, in per cent, rounded up to tens; 110 is beyond it. Null: the storage tells only of its reserve. */
  readonly usedPercent: number | null;
  /** Of the blocks kept in reserve, 80 per cent or more are used. */
  readonly reserveIsLow: boolean;
}

/** What has been written to a disk since the machine was started. Few disks tell a program how worn they are; all let their writes be counted. */
export interface WrittenReading {
  readonly bytes: number;
  readonly capacityBytes: number;
}

export const nothingRead: Readings = {
  celsius: null,
  power: null,
  storage: null,
  wear: null,
  written: null,
  fileSystemErrors: null,
  memoryAvailableBytes: null,
  clockIsSet: null,
};
