// Everything but the chats: people, clock, bot, faults, story. One object, replaced as a whole.

import { Emitter } from "./emitter.js";

class World {
  changed = new Emitter();
  #now = null;

  /** As the contract's GET /api/world, or null before the first load. */
  get now() {
    return this.#now;
  }

  set now(world) {
    const before = this.#now;
    this.#now = world;
    this.changed.tell(world, before);
  }

  get people() {
    return this.#now?.people ?? [];
  }

  /** One person, or undefined. */
  person(id) {
    return this.people.find((each) => each.id === id);
  }

  /** The zone somebody lives in; before they said so, the programme's. */
  zoneOf(person) {
    return person?.zone ?? this.#now?.programme?.zone ?? "UTC";
  }
}

export const world = new World();
