// Where a person writes: the field, its menu of commands, and what can be attached.

import { act } from "./api.js";
import { Commands } from "./commands.js";
import { el, freshId, setText } from "./dom.js";
import { draftOf, keepDraft } from "./drafts.js";
import { icon } from "./icons.js";
import { disclosure, focusOn, roving } from "./menu.js";
import { attempt } from "./say.js";
import { words } from "./words.js";

const LONGEST = 40000;
const VOICE_SECONDS = 20;

export class Composer {
  #person = null;
  #editing = null;

  constructor() {
    const said = words.composer;
    this.commands = new Commands({
      chosen: (command) => this.#choose(command),
      left: () => this.field.focus(),
      toggled: (open) => this.slash.setAttribute("aria-expanded", String(open)),
    });
    this.field = el("textarea", { rows: "1", maxlength: LONGEST, "aria-label": said.write, placeholder: said.write, enterkeyhint: "send" });
    this.slash = iconButton("slash", said.commands, { "aria-expanded": "false", "aria-controls": this.commands.node.id });
    this.attach = iconButton("attach", said.attach, {});
    const send = el("button", { type: "submit", class: "round send", "aria-label": said.send }, icon("send"));
    this.form = el("form", { class: "writing" }, this.slash, this.field, this.attach, send);
    this.menu = this.#attachments();
    this.banner = this.#banner();
    this.node = el("div", { class: "composer" }, this.commands.node, this.menu, this.banner, this.form);
    this.#listen();
  }

  /** Write as this person from now on; what was begun as another is kept for then. */
  set person(id) {
    if (id === this.#person) return;
    this.#leaveEdit(true);
    this.#person = id;
    this.#put(draftOf(id));
    this.commands.hide();
  }

  /** The commands in this person's menu. */
  set menuOf(commands) {
    this.commands.all = commands;
    this.slash.hidden = !this.commands.some;
  }

  /** Begin to change a message. */
  edit(message) {
    this.#editing = message.id;
    this.banner.hidden = false;
    this.#put(message.text);
    this.field.focus();
  }

  /** Say something as this person, as if it had been typed. */
  say(text) {
    const person = this.#person;
    return attempt(() => act(person, "say", { text }));
  }

  #listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("input", () => this.#typed());
    this.slash.addEventListener("click", () => this.#slashed());
  }

  async #send() {
    const text = this.field.value.trim();
    if (!text) return;
    const [person, message] = [this.#person, this.#editing];
    this.#leaveEdit();
    this.#put(message === null ? "" : draftOf(person));
    this.commands.hide();
    const went = await attempt(() =>
      message === null ? act(person, "say", { text }) : act(person, "edit", { message, text }),
    );
    if (!went && person === this.#person && !this.field.value) this.#put(text);
  }

  /** Enter takes the command that is meant, unless nothing but the slash is there. */
  #entered() {
    const typed = this.field.value.trim();
    const meant = typed.length > 1 ? this.commands.meant(typed) : null;
    if (meant) this.#choose(meant);
    else this.#send();
  }

  #choose(command) {
    this.commands.hide();
    this.#put("");
    this.field.focus();
    this.say(command);
  }

  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#entered();
    } else if (event.key === "Escape" && (this.commands.open || this.#editing !== null)) {
      event.stopPropagation();
      if (this.commands.open) this.commands.hide();
      else this.#leaveEdit(true);
    } else if (this.commands.open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.commands.enter(event.key === "ArrowUp");
    }
  }

  #typed() {
    const text = this.field.value;
    this.#grow();
    this.#keep();
    if (this.#editing === null && /^\/\w*$/.test(text)) this.commands.show(text);
    else this.commands.hide();
  }

  #slashed() {
    if (this.commands.open) {
      this.commands.hide();
      return;
    }
    this.commands.show();
    this.commands.enter();
  }

  #leaveEdit(back = false) {
    if (this.#editing === null) return;
    this.#editing = null;
    this.banner.hidden = true;
    if (back) this.#put(draftOf(this.#person));
  }

  #put(text) {
    this.field.value = text;
    this.#grow();
    this.#keep();
  }

  #keep() {
    if (this.#editing === null && this.#person !== null) keepDraft(this.#person, this.field.value);
  }

  #grow() {
    this.field.rows = Math.min(6, Math.max(1, this.field.value.split("\n").length));
  }

  #banner() {
    const leave = () => {
      this.#leaveEdit(true);
      this.field.focus();
    };
    const close = el("button", { type: "button", class: "quiet", "aria-label": words.composer.keep, click: leave }, icon("close"));
    const banner = el("div", { class: "banner", hidden: true }, el("span", {}), close);
    setText(banner.firstChild, words.composer.editing);
    return banner;
  }

  #attachments() {
    const id = freshId("attach");
    const menu = el("div", { class: "menu over", role: "menu", id, "aria-label": words.composer.attach });
    const items = Object.entries(words.composer.attachments).map(([kind, text]) =>
      el("button", { type: "button", role: "menuitem", click: () => this.#attached(kind) }, text),
    );
    menu.append(...items);
    roving(menu, () => items);
    this.attach.setAttribute("aria-haspopup", "menu");
    this.attach.setAttribute("aria-controls", id);
    this.closing = disclosure(this.attach, menu);
    this.attach.addEventListener("click", () => this.closing.shown() && focusOn(items, items[0]));
    return menu;
  }

  #attached(kind) {
    this.closing.hide({ focus: true });
    const person = this.#person;
    attempt(() => act(person, "send", kind === "voice" ? { kind, seconds: VOICE_SECONDS } : { kind }));
  }
}

function iconButton(name, label, props) {
  return el("button", { type: "button", class: "round quiet", "aria-label": label, title: label, ...props }, icon(name));
}
