/** How what can be asked of machines looks: buttons in a row, and the question that stands in their place before something is done. */
import { css } from "lit";

export const orderStyles = css`
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  .question {
    flex-basis: 100%;
  }
`;
