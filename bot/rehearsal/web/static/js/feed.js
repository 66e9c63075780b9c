// What happens, as it happens. A feed that breaks is opened again where the world then stands.

import { get } from "./api.js";

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5000;
const UNSEEN = 15000;

export class Feed {
  #source = null;
  #pause = FIRST_PAUSE;
  #round = 0;
  #leaving = 0;
  #left = false;

  /** `hears`: begun(world), heard(event), anew(), lost(). */
  constructor(hears) {
    this.hears = hears;
    document.addEventListener("visibilitychange", () => this.#looked());
  }

  /** Load the world and listen from there. Called again, it begins anew. */
  async begin() {
    this.#left = false;
    const round = ++this.#round;
    this.#source?.close();
    let world;
    try {
      world = await get("/api/world");
    } catch {
      if (round === this.#round) this.#later();
      return;
    }
    if (round !== this.#round) return;
    this.#pause = FIRST_PAUSE;
    this.hears.begun(world);
    this.#listen(world.number);
  }

  /** A browser has few connections for all its tabs: one that nobody looks at gives its own back. */
  #looked() {
    clearTimeout(this.#leaving);
    if (document.hidden) this.#leaving = setTimeout(() => this.#leave(), UNSEEN);
    else if (this.#left) this.begin();
  }

  #leave() {
    this.#left = true;
    this.#round += 1;
    this.#source?.close();
    this.#source = null;
  }

  #listen(after) {
    const source = new EventSource(`/api/feed?after=${after}`);
    this.#source = source;
    source.addEventListener("message", (event) => {
      if (source === this.#source) this.#take(JSON.parse(event.data));
    });
    source.addEventListener("error", () => {
      if (source === this.#source) this.#later();
    });
  }

  #take(event) {
    if (event.kind !== "anew") {
      this.hears.heard(event);
      return;
    }
    this.hears.anew();
    this.begin();
  }

  #later() {
    this.#source?.close();
    this.#source = null;
    this.hears.lost();
    setTimeout(() => this.#left || this.begin(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }
}
