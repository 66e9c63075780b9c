// The top of a phone: whose it is, what time it is there, and who they are talking to.

import { el, freshId, setText } from "./dom.js";
import { icon } from "./icons.js";
import { place, weekTime } from "./times.js";
import { words } from "./words.js";
import { world } from "./world.js";

const COLOURS = 8;
const NEW = "new";

export class PhoneHead {
  #typing = false;
  #options = "";

  /** `choose(id)`: a person's number, or null for somebody new. */
  constructor(choose) {
    const id = freshId("whose");
    this.face = el("span", { class: "face", "aria-hidden": "true" });
    this.select = el("select", { id, class: "whose" });
    this.role = el("span", { class: "role" });
    this.time = el("span", { class: "local" });
    this.badge = el("span", { class: "badge" });
    this.state = el("span", { class: "state" });
    const label = el("label", { for: id, class: "unseen" }, words.phone.whose);
    const who = el("div", { class: "who" }, this.face, el("div", { class: "named" }, label, this.select, this.role), this.badge, this.time);
    this.bot = el("div", { class: "partner" }, el("span", { class: "mark" }, icon("plumb")), el("b", {}, words.bot), this.state);
    this.node = el("div", { class: "head" }, who, this.bot);
    this.select.addEventListener("change", () => this.#chosen(choose));
  }

  set typing(typing) {
    this.#typing = typing;
    this.#showState();
  }

  /** Show this person (undefined: nobody). */
  update(person) {
    this.person = person;
    this.#offer(person?.id ?? "");
    this.face.hidden = this.bot.hidden = !person;
    const zone = world.zoneOf(person);
    const now = world.now?.clock?.now;
    setText(this.face, person ? person.name.slice(0, 1).toUpperCase() : "");
    this.face.className = `face ${person ? `c${person.id % COLOURS}` : ""}`;
    setText(this.role, person ? words.roles(person.roles) : "");
    setText(this.time, person && now ? weekTime(now, zone) : "");
    this.time.title = place(zone);
    setText(this.badge, person?.unread ? String(person.unread) : "");
    this.badge.title = person?.unread ? words.phone.unread(person.unread) : "";
    this.#showState();
  }

  #offer(chosen) {
    const offered = world.people.map((each) => [String(each.id), words.phone.whoseUnread(each.name, each.unread)]);
    const key = JSON.stringify([offered, chosen]);
    if (key === this.#options) return;
    this.#options = key;
    const free = chosen === "" ? [["", words.phone.empty]] : [];
    const all = [...free, ...offered, [NEW, words.phone.someone]];
    this.select.replaceChildren(...all.map(([value, text]) => el("option", { value }, text)));
    this.select.value = String(chosen);
  }

  #chosen(choose) {
    const value = this.select.value;
    this.select.value = String(this.person?.id ?? "");
    choose(value === NEW ? null : Number(value));
  }

  #showState() {
    const { bot, faults } = world.now ?? {};
    let text = words.phone.idle;
    if (this.#typing) text = words.phone.typing;
    else if (bot && !bot.running) text = words.phone.asleep;
    else if (faults?.down) text = words.phone.down;
    else if (faults?.too_many) text = words.phone.tooMany;
    else if (faults?.slow) text = words.phone.slow;
    setText(this.state, text);
    this.state.classList.toggle("typing", this.#typing);
    this.state.classList.toggle("off", !this.#typing && text !== words.phone.idle);
  }
}
