/** What nobody needs to call the next one: it comes after the page itself. */
import "../base/attention-strip.ts";
import "../base/day-strip.ts";
import "../base/gap-strip.ts";
import "./counter-admit.ts";
import "./counter-aside.ts";
import "./counter-booked.ts";
import "./counter-dialogs.ts";
import "./counter-note.ts";
import "./counter-same.ts";
import "./counter-undo.ts";
