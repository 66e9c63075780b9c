// One phone: whose it is, their chat with the bot, and where they write.

import { act } from "./api.js";
import { Announcer } from "./announcer.js";
import { chats } from "./chats.js";
import { Composer } from "./composer.js";
import { el, freshId, setAttribute, setText } from "./dom.js";
import { icon } from "./icons.js";
import { MessageList } from "./messages.js";
import { Notices } from "./notices.js";
import { PhoneHead } from "./phone-head.js";
import { Reading } from "./reading.js";
import { attempt } from "./say.js";
import { words } from "./words.js";
import { world } from "./world.js";

const TYPING_STAYS = 5000;

export class Phone {
  #person = null;
  #stop = () => {};
  #typing = 0;

  /**
   * The phone with this `number`, from 1. `asks`: choose(phone, person), join(phone, link),
   * options(button, person, message).
   */
  constructor(number, asks) {
    this.number = number;
    this.head = new PhoneHead((chosen) => asks.choose(this, chosen));
    this.composer = new Composer();
    this.notices = new Notices();
    this.announcer = new Announcer();
    this.reading = new Reading();
    this.messages = new MessageList(this.#context(asks), () => this.#sight());
    this.jump = this.#jumpButton();
    this.free = this.#freePhone(asks);
    this.start = this.#startButton();
    this.blocked = this.#blockedBar();
    const chat = el("div", { class: "chat" }, this.#skipLink(), this.messages.node, this.start, this.jump, this.notices.node);
    this.held = el("div", { class: "held" }, chat, this.blocked, this.composer.node);
    // A region has a name from the beginning, also before it is known whose phone it is.
    const props = { class: "phone", role: "region", id: freshId("phone"), "aria-label": words.phone.emptyNumber(number) };
    this.node = el("section", props, this.head.node, this.held, this.free, this.announcer.node);
  }

  get person() {
    return this.#person;
  }

  get name() {
    return world.person(this.#person)?.name ?? null;
  }

  /** Show this person's phone, or a free one (null). */
  show(person) {
    const fresh = chats.known(person);
    if (person === this.#person && this.messages.chat === fresh && fresh) return;
    this.#stop();
    this.#person = person;
    this.notices.clear();
    this.announcer.clear();
    this.#setTyping(false);
    this.composer.person = person;
    const chat = person === null ? null : chats.open(person);
    this.reading.chat = chat;
    this.messages.show(chat);
    this.#stop = chat ? chat.said.listen((message) => this.#heard(message)) : () => {};
    if (chat && !chat.loaded) attempt(() => chat.load());
    this.update();
  }

  /** Show what the world says now. */
  update() {
    const person = world.person(this.#person);
    const name = person?.name ?? null;
    setAttribute(this.node, "aria-label", name ? words.phone.name(name) : words.phone.emptyNumber(this.number));
    setAttribute(this.messages.node, "aria-label", name ? words.phone.chat(name) : words.phone.empty);
    this.head.update(person);
    this.free.hidden = Boolean(person);
    this.held.hidden = !person;
    if (!person) return;
    this.composer.menuOf = person.commands;
    this.blocked.hidden = !person.blocked;
    this.composer.node.hidden = person.blocked;
    const drawn = `${name} ${world.zoneOf(person)}`;
    if (drawn !== this.drawn) this.messages.refresh();
    this.drawn = drawn;
    this.#sight();
  }

  /** What the feed says about this person, beside messages. */
  hear(event) {
    if (event.kind === "typing") this.#setTyping(true);
    else if (event.kind === "notice") this.notices.show(event.text, event.alert, this.name);
  }

  #context(asks) {
    const phone = this;
    return {
      get person() { return phone.person; },
      get name() { return phone.name ?? ""; },
      get zone() { return world.zoneOf(world.person(phone.person)); },
      message: (id) => phone.messages.chat?.message(id),
      command: (text) => phone.composer.say(text),
      invite: (link) => asks.join(phone, link),
      options: (button, id) => asks.options(button, phone.person, phone.messages.chat.message(id)),
    };
  }

  #heard(message) {
    if (message.from === "person") this.messages.toEnd();
    if (message.from !== "bot") return;
    this.#setTyping(false);
    this.announcer.say(message, this.name);
  }

  #setTyping(typing) {
    clearTimeout(this.#typing);
    this.head.typing = typing;
    this.messages.dots.hidden = !typing;
    if (typing) this.#typing = setTimeout(() => this.#setTyping(false), TYPING_STAYS);
  }

  #sight() {
    const { chat, atEnd } = this.messages;
    const fresh = this.reading.look(this.node.offsetParent !== null && atEnd);
    this.jump.hidden = atEnd;
    setText(this.jump.lastChild, fresh ? String(fresh) : "");
    const label = fresh ? `${words.phone.newest}, ${words.phone.unread(fresh)}` : words.phone.newest;
    setAttribute(this.jump, "aria-label", label);
    this.start.hidden = !chat?.loaded || chat.messages.length > 0;
  }

  #jumpButton() {
    const jump = () => {
      this.messages.toEnd();
      this.messages.node.focus({ preventScroll: true });
    };
    return el("button", { type: "button", class: "jump", hidden: true, click: jump }, icon("down"), el("span", { class: "badge" }));
  }

  #skipLink() {
    return el("button", { type: "button", class: "skip", click: () => this.composer.field.focus() }, words.phone.skip);
  }

  #freePhone(asks) {
    const join = el("button", { type: "button", class: "main", click: () => asks.join(this, "") }, words.phone.join);
    const why = el("p", {});
    world.changed.listen(({ busy }) => {
      join.hidden = busy;
      setText(why, busy ? words.programme.busy : words.phone.emptyText);
    });
    return el("div", { class: "free" }, icon("plumb", "large"), why, join);
  }

  #startButton() {
    const begin = el("button", { type: "button", class: "main", click: () => this.composer.say("/start") }, words.phone.begin);
    return el("div", { class: "start", hidden: true }, el("p", {}, words.phone.nothing), begin);
  }

  #blockedBar() {
    const unblock = () => attempt(() => act(this.#person, "block", { blocked: false }));
    const button = el("button", { type: "button", class: "calm", click: unblock }, words.phone.unblock);
    return el("div", { class: "blocked", hidden: true }, el("p", {}, words.phone.blocked), button);
  }
}
