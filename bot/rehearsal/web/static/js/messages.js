// The list of messages of one phone. However long the chat, only a window of it stands in the page.

import { fill, setDay } from "./bubble.js";
import { giveBackFocus, heldFocus } from "./buttons.js";
import { el } from "./dom.js";
import { roving } from "./menu.js";
import { day, dayKey } from "./times.js";
import { Scroll } from "./scroll.js";

const FIRST = 50;
const STEP = 25;
const MOST = 120;

export class MessageList {
  #chat = null;
  #stop = () => {};
  #rows = new Map();
  #dirty = new Set();
  #first = null;
  #last = null;
  #frame = 0;
  #tabStop = null;

  /** `phone` as in bubble.js; `shown(list)` is called after every change of what is in sight. */
  constructor(phone, shown) {
    this.phone = phone;
    this.shown = shown;
    this.list = el("div", { class: "rows" });
    roving(this.list, () => this.#options);
    this.dots = el("div", { class: "dots", hidden: true, "aria-hidden": "true" }, el("i"), el("i"), el("i"));
    this.node = el("div", { class: "scroll", role: "log", "aria-live": "off", tabindex: "0" }, this.list, this.dots);
    const complete = () => this.#last === (this.#chat?.newest?.id ?? null);
    this.scroll = new Scroll(this.node, this.list, { complete, looked: () => this.#looked() });
  }

  get chat() {
    return this.#chat;
  }

  /** Show this chat, from its newest message. */
  show(chat) {
    this.#stop();
    this.#chat = chat;
    this.#stop = chat ? chat.changed.listen((id) => this.#changed(id)) : () => {};
    this.list.replaceChildren();
    this.#rows.clear();
    this.#first = null;
    this.scroll.pinned = true;
    this.#sync();
  }

  /** Go to the newest message, if it is not in sight. */
  toEnd() {
    if (this.atEnd) return;
    this.scroll.pinned = true;
    this.#first = null;
    this.#later();
  }

  /** Draw every row again: the person has moved to another zone, or has another name. */
  refresh() {
    for (const id of this.#rows.keys()) this.#dirty.add(id);
    this.#later();
  }

  /** Whether the newest message is in sight. */
  get atEnd() {
    return this.scroll.pinned;
  }

  /** The row of a message that stands in the page. */
  row(id) {
    return this.#rows.get(id);
  }

  #changed(id) {
    if (id !== null) this.#dirty.add(id);
    this.#later();
  }

  #later() {
    if (!this.#frame) this.#frame = requestAnimationFrame(() => this.#sync());
  }

  #sync() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const [from, to] = this.#range();
    const wanted = this.#chat?.messages.slice(from, to) ?? [];
    this.#first = wanted[0]?.id ?? null;
    this.#last = wanted.at(-1)?.id ?? null;
    this.scroll.keeping(() => this.#reconcile(wanted, from));
    this.#dirty.clear();
    this.shown(this);
  }

  #range() {
    const all = this.#chat?.messages ?? [];
    const fresh = this.#first === null;
    let from = fresh ? Math.max(0, all.length - FIRST) : this.#chat.place(this.#first);
    let to = fresh || this.atEnd ? all.length : this.#chat.place(this.#last + 1);
    if (this.atEnd) from = Math.max(from, to - MOST);
    return [from, to];
  }

  #looked() {
    const [from, to] = this.#range();
    const all = this.#chat?.messages ?? [];
    if (this.scroll.nearTop && from > 0) this.#move(from - STEP, Math.min(to, from - STEP + MOST));
    else if (this.scroll.nearBottom && to < all.length) this.#move(Math.max(from, to + STEP - MOST), to + STEP);
    else this.shown(this);
    if (this.scroll.nearTop && from <= STEP && this.#chat?.loaded && this.#chat.more) this.#older();
  }

  #move(from, to) {
    const all = this.#chat.messages;
    this.#first = all[Math.max(0, from)].id;
    this.#last = all[Math.min(all.length, to) - 1].id;
    this.#sync();
  }

  async #older() {
    await this.#chat.load().catch(() => {});
    requestAnimationFrame(() => this.scroll.look());
  }

  #reconcile(wanted, from) {
    const keep = new Set(wanted.map((message) => message.id));
    for (const [id, row] of this.#rows) {
      if (keep.has(id)) continue;
      if (row.contains(document.activeElement)) this.node.focus({ preventScroll: true });
      row.remove();
      this.#rows.delete(id);
    }
    let before = from > 0 ? this.#chat.messages[from - 1] : null;
    let next = this.list.firstChild;
    for (const message of wanted) {
      const row = this.#drawn(message);
      if (row === next) next = next.nextSibling;
      else this.list.insertBefore(row, next);
      setDay(row, this.#dayOf(message, before));
      before = message;
    }
    this.#oneTabStop();
  }

  #drawn(message) {
    const known = this.#rows.get(message.id);
    if (known && !this.#dirty.has(message.id)) return known;
    const row = known ?? el("div");
    const held = known && heldFocus(row);
    fill(row, message, this.phone);
    if (held) giveBackFocus(row, held);
    this.#rows.set(message.id, row);
    return row;
  }

  #dayOf(message, before) {
    const zone = this.phone.zone;
    if (before && dayKey(before.at, zone) === dayKey(message.at, zone)) return null;
    return day(message.at, zone);
  }

  /** Tab reaches the newest message's options; arrow keys go on from there. */
  #oneTabStop() {
    const newest = this.list.lastChild?.querySelector(".options");
    if (newest === this.#tabStop || this.#options.includes(document.activeElement)) return;
    for (const each of this.list.querySelectorAll('.options[tabindex="0"]')) each.tabIndex = -1;
    if (newest) newest.tabIndex = 0;
    this.#tabStop = newest;
  }

  get #options() {
    return [...this.list.querySelectorAll(".options")];
  }
}
