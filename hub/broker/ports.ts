/** Ports that stay a program's own while it is dead: outside the range from which the system gives any connection one. */
import { createServer } from "node:net";

const first = 20_000;
/** Linux gives connections ports from 32,768 on. */
const last = 32_000;

export class Ports {
  #next = first + Math.floor(Math.random() * (last - first));

  /** A port that nobody listens on. */
  async take(): Promise<number> {
    for (;;) {
      this.#next = this.#next >= last ? first : this.#next + 1;
      const port = this.#next;
      const isFree = await new Promise<boolean>((resolve) => {
        const server = createServer();
        server.once("error", () => resolve(false));
        server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
      });
      if (isFree) return port;
    }
  }
}
