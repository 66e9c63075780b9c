// Whether somebody has done something by hand here, in this tab or another, that would be a pity to lose.

import { world } from "./world.js";

const KEPT = "touched";
// No two programmes share these numbers; see the room behind the page.
const NUMBERS_A_PROGRAMME = 1_000_000;

/** Something was done. */
export function touched() {
  localStorage.setItem(KEPT, programme());
}

export function isTouched() {
  return localStorage.getItem(KEPT) === programme();
}

function programme() {
  return String(Math.floor((world.now?.number ?? 0) / NUMBERS_A_PROGRAMME));
}
