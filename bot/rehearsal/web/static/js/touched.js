// Whether somebody has done something by hand here that would be a pity to lose.

const KEPT = "touched";

/** Something was done. */
export function touched() {
  sessionStorage.setItem(KEPT, "yes");
}

/** Everything is new. */
export function untouched() {
  sessionStorage.removeItem(KEPT);
}

export function isTouched() {
  return sessionStorage.getItem(KEPT) !== null;
}
