/** The screens of whoever has an appointment. */
import { css } from "lit";

export const checkInStyles = css`
  .ways {
    flex: none;
    grid-auto-rows: calc(300 * var(--u));
  }
  .to-find input {
    font-size: calc(64 * var(--u));
    letter-spacing: 0.12em;
    text-transform: uppercase;
  }
  .to-find input::placeholder {
    letter-spacing: normal;
    text-transform: none;
  }
  .to-find .found {
    justify-content: center;
  }
  .to-find .take[aria-disabled="true"] {
    color: #4a5568;
    background: #dde3ec;
    box-shadow: none;
  }
  .pad .keys {
    gap: calc(20 * var(--u));
  }
  .pad .key,
  .pad .key.erase {
    flex: 0 1 calc(250 * var(--u));
    height: calc(150 * var(--u));
    font-size: calc(72 * var(--u));
  }
  .appointment {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: calc(32 * var(--u));
    justify-content: center;
  }
  .is-it {
    display: grid;
    gap: calc(24 * var(--u));
    padding: calc(56 * var(--u)) calc(48 * var(--u));
    background: var(--surface);
    border: calc(3 * var(--u)) solid var(--edge);
    border-inline-start: calc(18 * var(--u)) solid var(--blue);
    border-radius: calc(20 * var(--u));
  }
  .is-it .time {
    color: var(--blue);
    font-size: calc(140 * var(--u));
    font-weight: 700;
    line-height: 1;
  }
  .is-it .service {
    font-size: calc(52 * var(--u));
    font-weight: 700;
    line-height: 1.25;
  }
  .arrival {
    padding-top: calc(20 * var(--u));
    border-top: calc(2 * var(--u)) solid var(--hairline);
    font-size: calc(42 * var(--u));
  }
  .appointment .quiet {
    justify-content: center;
    min-height: calc(132 * var(--u));
    font-size: calc(44 * var(--u));
  }

  @media (min-aspect-ratio: 1/1) {
    .ways {
      grid-auto-rows: calc(220 * var(--u));
      padding-top: calc(40 * var(--u));
    }
    .ways .choice .hint {
      display: -webkit-box;
      font-size: calc(28 * var(--u));
    }
    .to-find input {
      font-size: calc(48 * var(--u));
    }
    .pad .key,
    .pad .key.erase {
      height: 100%;
      font-size: calc(48 * var(--u));
    }
    .appointment {
      gap: calc(16 * var(--u));
    }
    .is-it {
      gap: calc(12 * var(--u));
      padding: calc(20 * var(--u)) calc(32 * var(--u));
    }
    .is-it .time {
      font-size: calc(84 * var(--u));
    }
    .is-it .service {
      font-size: calc(36 * var(--u));
    }
    .arrival {
      padding-top: calc(10 * var(--u));
      font-size: calc(30 * var(--u));
    }
    .appointment .quiet {
      min-height: calc(84 * var(--u));
      font-size: calc(34 * var(--u));
    }
  }
`;
