/** What somebody asks for, and whether it can be asked: the number as on paper, the date, who looks. Pure. */

export interface Asking {
  readonly number: string;
  readonly date: string;
  /** 0: nobody was chosen yet. */
  readonly agent: number;
}

/** The first entry that is missing or cannot be, in the order of the form. */
export function missingIn({ number, date, agent }: Asking): "number" | "date" | "agent" | null {
  if (!/^[A-HJ-NPRT-Y]{1,2}\s?[1-9]\d{0,3}$/i.test(number.trim())) return "number";
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return "date";
  return agent === 0 ? "agent" : null;
}

/** What the address of the page asks for: it is filled in and not asked, because who looks is a person's word. */
export function askingFrom(search: string): Pick<Asking, "number" | "date"> {
  const asked = new URLSearchParams(search);
  return { number: (asked.get("number") ?? "").slice(0, 8), date: (asked.get("date") ?? "").slice(0, 10) };
}
