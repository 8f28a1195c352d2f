/** Push buttons with lamps in them, and the switches under them: as the kiosk's panel and a counter's keypad have them. */
import { css } from "lit";

export const frontPush = css`
  .buttons {
    display: grid;
    gap: 12px;
    padding: 16px;
    border-radius: 12px;
    background: #2b3440;
  }
  .push {
    display: flex;
    gap: 14px;
    align-items: center;
    min-height: 64px;
    padding: 8px 18px;
    border: 2px solid #8d99a8;
    border-radius: 14px;
    background: #f4f6f8;
    color: #17202c;
    font-size: 17px;
    font-weight: 700;
    text-align: left;
  }
  .push:active {
    background: #d9dfe6;
  }
  .push span {
    flex: 1;
  }
  .lamp {
    flex: none;
    width: 26px;
    height: 26px;
    border: 3px solid #17202c;
    border-radius: 50%;
    background: #5a6675;
  }
  .lamp.on {
    background: #ffd54a;
    box-shadow: 0 0 10px 3px #ffd54a;
  }
  .lamp.blinks {
    background: repeating-linear-gradient(45deg, #ffd54a 0 5px, #5a6675 5px 10px);
  }
  .push small {
    font-size: 14px;
    font-weight: 400;
  }
  .switches {
    display: grid;
    gap: 4px;
    margin-top: 14px;
  }
  front-switch {
    min-height: 34px;
  }
`;
