// The three phones: who is on which, and on a narrow page which one is in sight.

import { chats } from "./chats.js";
import { letJoin } from "./dialogs.js";
import { el } from "./dom.js";
import { forgetDrafts } from "./drafts.js";
import { MessageOptions } from "./options.js";
import { Phone } from "./phone.js";
import { Tabs } from "./tabs.js";
import { words } from "./words.js";
import { world } from "./world.js";

const HOW_MANY = 3;
const KEPT = "phones";

export class Phones {
  /** `follow(person, message)` shows how a message got there. */
  constructor(place, follow) {
    const edit = (person, message) => this.#showing(person)?.composer.edit(message);
    this.options = new MessageOptions({ follow, edit });
    const asks = {
      choose: (phone, person) => this.#choose(phone, person),
      join: (phone, link) => this.#join(phone, link),
      options: (...what) => this.options.open(...what),
    };
    this.all = Array.from({ length: HOW_MANY }, (_, at) => new Phone(at + 1, asks));
    this.tabs = new Tabs(this.all);
    place.append(this.tabs.node, el("div", { class: "phones" }, this.all.map((each) => each.node)), this.options.node);
    place.setAttribute("aria-label", words.phone.tabs);
    world.changed.listen(() => this.#update());
    document.addEventListener("visibilitychange", () => this.#update());
  }

  /** Everything is new: show who was chosen before a reload, else whom the programme suggests. */
  begin() {
    chats.clear();
    const before = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
    this.all.forEach((phone, at) => phone.show(world.person(before[at]) ? before[at] : null));
    this.#update();
  }

  /** Another programme: nobody's choice of phones holds any more, nor what they began to write. */
  forget() {
    sessionStorage.removeItem(KEPT);
    forgetDrafts();
  }

  /** What the feed says about one person. */
  hear(event) {
    chats.hear(event);
    const phone = this.#showing(event.person);
    phone?.hear(event);
    const acts = event.kind === "message" && event.message.from === "person";
    if (phone && acts && world.now?.story?.playing) this.tabs.show(phone);
  }

  #showing(person) {
    return this.all.find((phone) => phone.person === person);
  }

  #update() {
    const suggested = [...(world.now?.phones ?? []), ...world.people.map((each) => each.id)];
    for (const phone of this.all) {
      const next = suggested.find((id) => world.person(id) && !this.#showing(id));
      if (phone.person === null && next !== undefined) phone.show(next);
      else phone.update();
    }
    this.tabs.update();
  }

  async #choose(phone, person) {
    if (person === null) {
      await this.#join(phone, "");
      return;
    }
    const other = this.#showing(person);
    if (other && other !== phone) {
      const before = phone.person;
      other.show(null);
      phone.show(person);
      other.show(before);
    } else {
      phone.show(person);
    }
    this.#keep();
    this.tabs.update();
    phone.head.select.focus();
  }

  async #join(phone, link) {
    const person = await letJoin(link);
    if (person === null) return;
    const there = this.#showing(person) ?? (link ? this.#beside(phone) : phone);
    if (there.person !== person) there.show(person);
    this.#keep();
    this.tabs.show(there);
    there.messages.node.focus({ preventScroll: true });
  }

  #beside(phone) {
    const next = this.all[(this.all.indexOf(phone) + 1) % HOW_MANY];
    return this.all.find((each) => each.person === null) ?? next;
  }

  #keep() {
    sessionStorage.setItem(KEPT, JSON.stringify(this.all.map((phone) => phone.person)));
  }
}
