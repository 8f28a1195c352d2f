/** The search by words, and whatever else is typed on a keyboard on the screen. */
import { css } from "lit";

export const searchStyles = css`
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

  @media (min-aspect-ratio: 1/1) {
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
  }
`;
