/** Sheets that IT prints or hands on: a heading, paragraphs and tables as one HTML page, and tables as CSV. */
import { escaped } from "../markup.ts";

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface Sheet {
  readonly title: string;
  readonly parts: readonly (string | Table | { readonly steps: readonly string[] })[];
}

export function htmlOf({ title, parts }: Sheet): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
@page { margin: 14mm }
body { font: 11pt/1.4 Arial, Helvetica, "Liberation Sans", "DejaVu Sans", sans-serif; color: #111; background: #fff; margin: 2em auto; max-width: 60em; padding: 0 1em }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 9.5pt } }
h1 { font-size: 1.6em; margin: 0 0 0.6em }
table { border-collapse: collapse; width: 100%; margin: 0.8em 0 }
th, td { border: 1px solid #999; padding: 0.3em 0.5em; text-align: left; vertical-align: top; overflow-wrap: anywhere }
th, .short { white-space: nowrap }
th { background: #eee }
tr { break-inside: avoid }
li { margin: 0.35em 0; break-inside: avoid }
</style>
<main>
<h1>${escaped(title)}</h1>
${parts.map(partOf).join("\n")}
</main>
</html>
`;
}

/** A cell of no more letters than this is not broken. */
const shortMax = 8;

function partOf(part: Sheet["parts"][number]): string {
  if (typeof part === "string") return `<p>${escaped(part)}</p>`;
  if ("steps" in part) return `<ol>\n${part.steps.map((step) => `<li>${escaped(step)}</li>`).join("\n")}\n</ol>`;
  const head = part.columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join("");
  const rows = part.rows.map(
    (row) =>
      `<tr>${row.map((cell) => `<td${String(cell).length <= shortMax ? ' class="short"' : ""}>${escaped(String(cell))}</td>`).join("")}</tr>`,
  );
  return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join("\n")}\n</tbody>\n</table>`;
}

/** RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function csvOf({ columns, rows }: Table): string {
  return [columns, ...rows].map((row) => `${row.map(cellOf).join(",")}\r\n`).join("");
}

function cellOf(cell: string | number): string {
  const text = /^[=+\-@\t\r]/.test(String(cell)) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
