/** Lines of the hub's log for people and machines: facts, never a citizen's data. The adapter behind it writes JSON to standard error. */
export type Facts = Readonly<Record<string, unknown>>;

export interface Journal {
  info(what: string, facts?: Facts): void;
  warn(what: string, facts?: Facts): void;
  error(what: string, facts?: Facts): void;
}
