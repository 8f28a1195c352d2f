/** The start of the page that tells what happened to a ticket. */
import "./visit-life-page.ts";
