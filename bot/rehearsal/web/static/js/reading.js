// What has been read on a phone: what was in sight, told to the program.

import { act } from "./api.js";
import { world } from "./world.js";

const PAUSE = 250;

export class Reading {
  #chat = null;
  #told = 0;
  #seen = 0;
  #waiting = 0;

  set chat(chat) {
    clearTimeout(this.#waiting);
    this.#chat = chat;
    this.#told = 0;
    this.#seen = chat?.newest?.id ?? 0;
  }

  /** Whether the newest message is in sight; returns how many messages of the bot came since it was. */
  look(inSight) {
    const newest = this.#chat?.newest?.id ?? 0;
    if (inSight && !document.hidden) {
      this.#seen = newest;
      this.#tell(newest);
    }
    return this.#fresh();
  }

  #fresh() {
    const all = this.#chat?.messages ?? [];
    const since = all.slice(this.#chat?.place(this.#seen + 1) ?? 0);
    return since.filter((message) => message.from === "bot").length;
  }

  #tell(newest) {
    const chat = this.#chat;
    if (!newest || newest === this.#told || !world.person(chat.person)?.unread) return;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      this.#told = newest;
      act(chat.person, "read", { message: newest }).catch(() => (this.#told = 0));
    }, PAUSE);
  }
}
