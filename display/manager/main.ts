/** The manager page's start. */
import "./manager-page.ts";
