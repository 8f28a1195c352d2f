/**
 * The platform's date formatters, each made once. Making one takes a third of a millisecond, longer than everything else that a
 * ticket needs; what is kept here is the memory of a pure function, never state.
 */
const made = new Map<string, Intl.DateTimeFormat>();
/** Locales, zones and forms that one program uses at most; past it the oldest goes. */
const madeMax = 100;

/** Throws a `RangeError` for a time zone that this machine does not know. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}${JSON.stringify(options)}`;
  const before = made.get(key);
  if (before) return before;
  const format = new Intl.DateTimeFormat(locale, options);
  const oldest = made.size >= madeMax ? made.keys().next() : undefined;
  if (oldest && !oldest.done) made.delete(oldest.value);
  made.set(key, format);
  return format;
}
