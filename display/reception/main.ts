/** The reception page's start. */
import "./reception-page.ts";
