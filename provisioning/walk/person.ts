/** The person who walks through the office: what is said to them, what they are asked, and how many actions that costs them. */

export interface Terminal {
  say(line: string): void;
  /** One line; null when there is nobody any more. */
  ask(question: string): Promise<string | null>;
}

/** Nobody answers any more. */
export class Gone extends Error {
  override readonly name = "Gone";
}

/** A wrong answer is asked again so many times. */
const triesMax = 5;

export class Person {
  /** Answers given, and touches that were asked for elsewhere. */
  actions = 0;
  readonly #terminal: Terminal;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  say(line: string): void {
    this.#terminal.say(line);
  }

  /** Something to do away from this terminal, of so many touches. */
  toDo(what: string, touches: number): void {
    this.actions += touches;
    this.#terminal.say(`> ${what}`);
  }

  async yes(question: string): Promise<boolean> {
    return (await this.#ask(
      `${question} [y/n] `,
      (text) => (/^(y|yes|o|oui)$/i.test(text) ? true : /^(n|no|non)$/i.test(text) ? false : undefined),
      "y or n",
    )) as boolean;
  }

  /** `usual`: what Enter alone means. */
  async number(question: string, least: number, most: number, usual: number | null): Promise<number> {
    const offered = usual === null ? "" : ` [${usual}]`;
    const read = (text: string) => {
      if (text === "" && usual !== null) return usual;
      const value = Number(text.replace(",", "."));
      return /\d/.test(text) && value >= least && value <= most ? value : undefined;
    };
    return (await this.#ask(`${question}${offered} `, read, `a number from ${least} to ${most}`)) as number;
  }

  async #ask<T>(question: string, read: (text: string) => T | undefined, wanted: string): Promise<T> {
    for (let attempt = 1; attempt <= triesMax; attempt += 1) {
      const answer = await this.#terminal.ask(question);
      if (answer === null) throw new Gone();
      this.actions += 1;
      const value = read(answer.trim());
      if (value !== undefined) return value;
      this.#terminal.say(`Please answer ${wanted}.`);
    }
    throw new Gone();
  }
}
