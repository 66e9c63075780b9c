// The chats that somebody has looked at: their messages, oldest first, loaded page by page.

import { get } from "./api.js";
import { Emitter } from "./emitter.js";

const PAGE = 50;

class Chat {
  messages = [];
  more = true;
  loaded = false;
  #loading = null;
  #early = [];

  constructor(person) {
    this.person = person;
    this.changed = new Emitter();
    this.said = new Emitter();
  }

  /** Where a message with this id stands, or would stand. */
  place(id) {
    let low = 0;
    let high = this.messages.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.messages[middle].id < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  message(id) {
    const found = this.messages[this.place(id)];
    return found?.id === id ? found : undefined;
  }

  get newest() {
    return this.messages.at(-1);
  }

  /** Load the newest page, or the one before what is there. One at a time. */
  async load() {
    if (this.#loading || (this.loaded && !this.more)) return this.#loading;
    this.#loading = this.#fetch().finally(() => (this.#loading = null));
    return this.#loading;
  }

  /** What the feed says about this chat; before the first page is there, it waits. */
  hear(event) {
    if (!this.loaded) this.#early.push(event);
    else if (event.kind === "message") this.#put(event.message);
    else if (event.kind === "removed") this.#remove(event.message);
    else if (event.kind === "delivered") {
      const message = this.message(event.message);
      if (message) this.#put({ ...message, delivered: true });
    }
  }

  #put(message) {
    const place = this.place(message.id);
    const known = this.messages[place]?.id === message.id;
    if (!known && place === 0 && this.more) return;
    const isNew = !known && place === this.messages.length;
    this.messages.splice(place, known ? 1 : 0, message);
    this.changed.tell(message.id);
    if (isNew) this.said.tell(message);
  }

  #remove(id) {
    const place = this.place(id);
    if (this.messages[place]?.id !== id) return;
    this.messages.splice(place, 1);
    this.changed.tell(this.messages[place]?.id ?? null);
  }

  async #fetch() {
    const before = this.messages[0] ? `&before=${this.messages[0].id}` : "";
    const first = !this.loaded;
    const page = await get(`/api/chats/${this.person}?most=${PAGE}${before}`);
    const known = new Set(this.messages.map((each) => each.id));
    const older = page.messages.filter((each) => !known.has(each.id));
    this.messages = [...older, ...this.messages].sort((one, other) => one.id - other.id);
    this.more = page.more;
    this.loaded = true;
    this.changed.tell(older.at(-1)?.id ?? null);
    if (first) this.#early.splice(0).forEach((event) => this.hear(event));
  }
}

class Chats {
  #chats = new Map();

  /** The chat of this person, if somebody has opened it. */
  known(person) {
    return this.#chats.get(person);
  }

  /** The chat of this person; whoever opens it first loads it. */
  open(person) {
    let chat = this.#chats.get(person);
    if (!chat) {
      chat = new Chat(person);
      this.#chats.set(person, chat);
    }
    return chat;
  }

  /** What the feed says about a chat; chats nobody has opened are loaded when they are. */
  hear(event) {
    this.#chats.get(event.person)?.hear(event);
  }

  /** Forget everything: another programme, or too far behind. */
  clear() {
    this.#chats.clear();
  }
}

export const chats = new Chats();
