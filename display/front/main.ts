/** The front page's start. */
import "./front-page.ts";
