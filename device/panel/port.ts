/** What a board hangs on: a serial port, or the end of a virtual cable. */

export interface PanelPortEvents {
  readonly opened: () => void;
  /** Once for each opening, as its end or instead of it; `cause` is a system's code where there is one, such as ENOENT. */
  readonly closed: (cause: string) => void;
  readonly written: () => void;
  readonly bytes: (bytes: Uint8Array) => void;
}

export interface PanelPort {
  open(): void;
  write(bytes: Uint8Array): void;
  /** Nothing more is heard of it. */
  drop(): void;
}

export type OpenPanelPort = (events: PanelPortEvents) => PanelPort;
