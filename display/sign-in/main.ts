/** The start of the page at which staff sign in. */
import "./sign-in-page.ts";
