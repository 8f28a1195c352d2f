/** The first screen with its notices, and the resting ones. */
import { css } from "lit";

export const welcomeStyles = css`
  .welcome {
    display: flex;
    flex: 1;
    flex-direction: column;
    justify-content: center;
    gap: calc(72 * var(--u));
  }
  .greeting {
    text-align: center;
  }
  .hello {
    color: var(--blue);
    font-size: calc(120 * var(--u));
    font-weight: 700;
    line-height: 1.2;
    letter-spacing: -0.02em;
  }
  .languages {
    display: grid;
    gap: calc(40 * var(--u));
  }
  .language-choice {
    position: relative;
    display: grid;
    align-content: center;
    gap: calc(12 * var(--u));
    min-height: calc(360 * var(--u));
    padding: calc(40 * var(--u)) calc(170 * var(--u)) calc(40 * var(--u)) calc(64 * var(--u));
    color: #ffffff;
    background: var(--blue);
    border-radius: calc(36 * var(--u));
    text-align: start;
    box-shadow: 0 calc(12 * var(--u)) 0 var(--blue-deep);
  }
  .language-choice:active {
    background: var(--blue-deep);
    box-shadow: none;
    translate: 0 calc(12 * var(--u));
  }
  .language-choice .name {
    font-size: calc(104 * var(--u));
  }
  .language-choice .hint {
    color: #ffffff;
    font-size: calc(44 * var(--u));
  }
  .language-choice .go {
    position: absolute;
    inset-block: 0;
    inset-inline-end: calc(56 * var(--u));
    display: grid;
    place-items: center;
    color: var(--gold);
  }
  .language-choice .icon {
    width: calc(96 * var(--u));
    height: calc(96 * var(--u));
  }
  .waiting {
    display: flex;
    justify-content: center;
    gap: calc(64 * var(--u));
    padding-top: calc(32 * var(--u));
    color: var(--text-quiet);
    font-size: calc(42 * var(--u));
    text-align: center;
    text-wrap: balance;
  }
  .notices {
    display: grid;
    gap: calc(20 * var(--u));
  }
  .notice {
    display: flex;
    gap: calc(24 * var(--u));
    padding: calc(24 * var(--u)) calc(36 * var(--u));
    background: var(--gold-soft);
    border-inline-start: calc(12 * var(--u)) solid var(--gold);
    border-radius: calc(16 * var(--u));
    font-size: calc(38 * var(--u));
  }
  .notice .icon {
    color: var(--blue);
  }
  .notice p + p {
    padding-top: calc(8 * var(--u));
  }
  .notices .quiet {
    justify-self: center;
  }
  .welcome:has(.notices) {
    gap: calc(36 * var(--u));
  }
  .welcome:has(.notices) .greeting {
    display: flex;
    justify-content: center;
    gap: calc(60 * var(--u));
  }
  .welcome:has(.notices) .hello {
    font-size: calc(84 * var(--u));
  }
  .welcome:has(.notices) .language-choice {
    min-height: calc(250 * var(--u));
    padding-block: calc(24 * var(--u));
  }
  .welcome:has(.notices) .languages {
    gap: calc(28 * var(--u));
  }
  .resting {
    align-items: center;
    justify-content: center;
    gap: calc(110 * var(--u));
    text-align: center;
  }
  .resting h1,
  .as-heading {
    margin-bottom: calc(24 * var(--u));
    color: var(--blue);
    font-size: calc(84 * var(--u));
    font-weight: 700;
    line-height: 1.15;
  }
  .resting :is(h1, p) {
    text-wrap: balance;
  }
  .resting div {
    max-width: calc(900 * var(--u));
    font-size: calc(48 * var(--u));
  }
  .resting div + div {
    padding-top: calc(100 * var(--u));
    border-top: calc(6 * var(--u)) solid var(--gold);
  }

  @media (min-aspect-ratio: 1/1) {
    .welcome {
      gap: calc(28 * var(--u));
    }
    .greeting {
      display: flex;
      justify-content: center;
      gap: calc(60 * var(--u));
    }
    .hello {
      font-size: calc(72 * var(--u));
    }
    .languages {
      grid-template-columns: 1fr 1fr;
    }
    .language-choice {
      min-height: calc(290 * var(--u));
      padding: calc(32 * var(--u)) calc(110 * var(--u)) calc(32 * var(--u)) calc(40 * var(--u));
    }
    .language-choice .name {
      font-size: calc(80 * var(--u));
    }
    .language-choice .hint {
      font-size: calc(38 * var(--u));
    }
    .language-choice .go {
      inset-inline-end: calc(24 * var(--u));
    }
    .waiting {
      padding-top: 0;
      font-size: calc(36 * var(--u));
    }
    .notices {
      grid-auto-flow: column;
      grid-auto-columns: minmax(0, 1fr);
      gap: calc(14 * var(--u));
      align-items: stretch;
    }
    .notices:has(.quiet) {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto;
    }
    .notice {
      gap: calc(14 * var(--u));
      padding: calc(8 * var(--u)) calc(16 * var(--u));
      font-size: calc(24 * var(--u));
      line-height: 1.2;
    }
    .notice .icon {
      width: calc(40 * var(--u));
      height: calc(40 * var(--u));
    }
    .welcome:has(.notices) {
      gap: calc(16 * var(--u));
    }
    .welcome:has(.notices) .hello {
      font-size: calc(48 * var(--u));
    }
    .welcome:has(.notices) .language-choice {
      min-height: calc(180 * var(--u));
      padding-block: calc(12 * var(--u));
    }
    .welcome:has(.notices) .language-choice .name {
      font-size: calc(60 * var(--u));
    }
    .notices .quiet {
      min-height: calc(80 * var(--u));
      padding: 0 calc(16 * var(--u));
      font-size: calc(26 * var(--u));
    }
    .language-choice .hint {
      text-wrap: balance;
    }
    .resting {
      flex-direction: row;
      gap: calc(56 * var(--u));
      grid-area: 2 / 1 / 4 / -1;
      z-index: 1;
      background: var(--page);
    }
    .resting div {
      flex: 1;
      font-size: calc(40 * var(--u));
    }
    .resting div + div {
      padding-top: 0;
      padding-inline-start: calc(56 * var(--u));
      border-top: 0;
      border-inline-start: calc(6 * var(--u)) solid var(--gold);
    }
    .resting h1,
    .as-heading {
      grid-area: auto;
      padding: 0;
      color: var(--blue);
      font-size: calc(60 * var(--u));
    }
  }
`;
