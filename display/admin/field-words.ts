/** What a form says of one place of the configuration. */
export interface FieldWords {
  readonly label: string;
  /** What to write there, and what it does. */
  readonly hint?: string;
}
