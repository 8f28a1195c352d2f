/** The catch-up page's start. */
import "./catch-up-page.ts";
