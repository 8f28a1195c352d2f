/** How a page of a fixed size is fitted into the place it has on the front page. Pure. */

export interface Fit {
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

/** Never larger than life: a screen shown larger than it is looks coarse. */
export function fit(
  page: { readonly width: number; readonly height: number },
  place: { readonly width: number; readonly height: number },
): Fit {
  const scale = Math.max(0.05, Math.min(1, place.width / page.width, place.height / page.height));
  return { scale, width: page.width * scale, height: page.height * scale };
}
