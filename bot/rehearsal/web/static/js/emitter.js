// Listeners that hear when something changed.

/** Call `tell(...)`, and everybody who called `listen(hear)` hears it. */
export class Emitter {
  #listeners = new Set();

  /** Hear from now on; the answer ends it. */
  listen(hear) {
    this.#listeners.add(hear);
    return () => this.#listeners.delete(hear);
  }

  tell(...news) {
    for (const hear of [...this.#listeners]) hear(...news);
  }
}
