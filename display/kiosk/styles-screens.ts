/** The screens of choices, and the resting ones. */
import { css } from "lit";

export const screenStyles = css`
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
  }
  .choices {
    display: grid;
    flex: 1;
    align-content: start;
    grid-auto-rows: minmax(0, calc(240 * var(--u)));
    gap: calc(20 * var(--u));
    min-height: 0;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: calc(24 * var(--u));
    width: 100%;
    height: 100%;
    min-height: calc(116 * var(--u));
    padding: calc(8 * var(--u)) calc(24 * var(--u)) calc(8 * var(--u)) calc(32 * var(--u));
    color: var(--blue);
    background: var(--surface);
    border: calc(3 * var(--u)) solid var(--edge);
    border-inline-start: calc(18 * var(--u)) solid var(--blue);
    border-radius: calc(20 * var(--u));
    box-shadow: 0 calc(3 * var(--u)) calc(10 * var(--u)) rgb(0 35 74 / 10%);
  }
  .choice:active {
    background: var(--blue-line);
  }
  .choice .words {
    gap: calc(2 * var(--u));
  }
  .choice .name {
    font-size: calc(48 * var(--u));
    text-wrap: balance;
  }
  .choice .name:not(:last-child) {
    font-size: calc(44 * var(--u));
  }
  .choice .hint {
    display: -webkit-box;
    overflow: hidden;
    font-size: calc(34 * var(--u));
    line-height: 1.2;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .choice .hint.short {
    -webkit-line-clamp: 1;
  }
  .choice .go {
    flex: none;
  }
  .search {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: calc(24 * var(--u));
    min-height: 0;
  }
  .field {
    display: flex;
    align-items: center;
    gap: calc(20 * var(--u));
    min-height: calc(128 * var(--u));
    padding: calc(8 * var(--u)) calc(16 * var(--u)) calc(8 * var(--u)) calc(32 * var(--u));
    color: var(--blue);
    background: var(--surface);
    border: calc(4 * var(--u)) solid var(--blue);
    border-radius: calc(20 * var(--u));
  }
  .field:focus-within {
    outline: 3px solid var(--focus-outer);
    outline-offset: 3px;
  }
  input {
    flex: 1;
    min-width: 0;
    height: calc(100 * var(--u));
    color: var(--text);
    background: transparent;
    border: 0;
    font-size: calc(48 * var(--u));
    user-select: text;
  }
  input:focus-visible {
    outline: 0;
    box-shadow: none;
  }
  input::placeholder {
    color: #5c6673;
    opacity: 1;
    font-size: calc(40 * var(--u));
  }
  .clear {
    min-height: calc(92 * var(--u));
    padding: 0 calc(32 * var(--u));
    color: var(--blue);
    background: var(--blue-soft);
    border-radius: calc(14 * var(--u));
    font-weight: 700;
  }
  .found {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  .found .choices {
    gap: calc(14 * var(--u));
    grid-auto-rows: minmax(0, calc(170 * var(--u)));
  }
  .found .name {
    font-size: calc(44 * var(--u));
  }
  .often {
    padding-bottom: calc(16 * var(--u));
    color: var(--text-quiet);
    font-size: calc(38 * var(--u));
  }
  .nothing {
    padding: calc(40 * var(--u)) 0;
    color: var(--text-quiet);
    font-size: calc(42 * var(--u));
  }
  .keyboard {
    display: grid;
    gap: calc(10 * var(--u));
    margin-inline: calc(-24 * var(--u));
    padding: calc(16 * var(--u));
    background: #dde3ec;
    border-radius: calc(20 * var(--u));
  }
  .keys {
    display: flex;
    justify-content: center;
    gap: calc(10 * var(--u));
  }
  .key {
    display: grid;
    flex: 0 1 calc(93 * var(--u));
    place-items: center;
    height: calc(102 * var(--u));
    padding: 0;
    color: var(--text);
    background: #ffffff;
    border-radius: calc(12 * var(--u));
    font-size: calc(48 * var(--u));
    box-shadow: 0 calc(4 * var(--u)) 0 #a9b4c4;
  }
  .key:active {
    color: #ffffff;
    background: var(--blue);
  }
  .key.space {
    flex-basis: calc(560 * var(--u));
    font-size: calc(38 * var(--u));
  }
  .key.erase {
    flex-basis: calc(200 * var(--u));
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
    .choices {
      grid-template-columns: 1fr 1fr;
      grid-auto-rows: calc((100% - 28 * var(--u)) / 3);
      gap: calc(14 * var(--u)) calc(20 * var(--u));
    }
    .choice {
      padding-inline: calc(24 * var(--u)) calc(16 * var(--u));
    }
    .choice .name,
    .choice .name:not(:last-child) {
      font-size: calc(40 * var(--u));
    }
    /* A small wide screen has room for the names only. */
    .choice .hint {
      display: none;
    }
    .language-choice .hint {
      text-wrap: balance;
    }
    .search {
      display: grid;
      grid-template-columns: minmax(0, 9fr) minmax(0, 11fr);
      grid-template-rows: auto minmax(0, 1fr);
      gap: calc(14 * var(--u)) calc(20 * var(--u));
    }
    .field {
      grid-area: 1 / 2;
      min-height: calc(92 * var(--u));
    }
    input {
      height: calc(76 * var(--u));
      font-size: calc(38 * var(--u));
    }
    input::placeholder {
      font-size: calc(30 * var(--u));
    }
    .clear {
      min-height: calc(72 * var(--u));
      padding: 0 calc(18 * var(--u));
      font-size: calc(32 * var(--u));
    }
    .found {
      grid-area: 1 / 1 / 3 / 2;
    }
    .found .choices {
      grid-template-columns: 1fr;
      grid-auto-rows: calc((100% - 42 * var(--u)) / 4);
    }
    .found .choice {
      min-height: 0;
    }
    .found .name {
      font-size: calc(34 * var(--u));
    }
    .often {
      padding-bottom: calc(8 * var(--u));
      font-size: calc(30 * var(--u));
    }
    .nothing {
      padding: calc(16 * var(--u)) 0;
      font-size: calc(34 * var(--u));
    }
    .keyboard {
      grid-area: 2 / 2;
      margin-inline: 0;
      padding: calc(10 * var(--u));
      gap: calc(8 * var(--u));
    }
    .keys {
      gap: calc(7 * var(--u));
      min-height: 0;
    }
    .key {
      height: 100%;
      min-height: calc(60 * var(--u));
      font-size: calc(38 * var(--u));
    }
    .key.space {
      font-size: calc(30 * var(--u));
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
