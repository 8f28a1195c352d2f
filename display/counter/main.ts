/** The counter page's start. */
import "./counter-page.ts";
