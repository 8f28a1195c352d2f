/** How a page of a fixed size is fitted into the place it has on the front page. Pure. */

interface Fit {
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

/** For a screen of one size. Never larger than life: a screen shown larger than it is looks coarse. */
export function shrink(
  page: { readonly width: number; readonly height: number },
  place: { readonly width: number; readonly height: number },
): Fit {
  const scale = Math.max(0.05, Math.min(1, place.width / page.width, place.height / page.height));
  return { scale, width: page.width * scale, height: page.height * scale };
}

/** For a page that suits any size from `least` on: the whole place is filled, at life size where there is room. */
export function fill(
  least: { readonly width: number; readonly height: number },
  place: { readonly width: number; readonly height: number },
): { readonly scale: number; readonly pageWidth: number; readonly pageHeight: number } {
  const scale = Math.max(0.05, Math.min(1, place.width / least.width, place.height / least.height));
  return { scale, pageWidth: Math.round(place.width / scale), pageHeight: Math.round(place.height / scale) };
}
