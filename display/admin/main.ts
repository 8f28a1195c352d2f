/** The administration page's start. */
import "./admin-page.ts";
