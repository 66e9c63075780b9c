// One message as a row of the chat: the day it begins, the bubble, its buttons.

import { attachment, caption, inShort } from "./contents.js";
import { keyboard } from "./buttons.js";
import { el, setAttribute, unseen } from "./dom.js";
import { invitationIn, nodesOf } from "./entities.js";
import { icon, ticks } from "./icons.js";
import { moment, time } from "./times.js";
import { words } from "./words.js";

/**
 * Fill `row` with a message. `phone`: person, name, zone, command(text), invite(link),
 * options(button, message), message(id).
 */
export function fill(row, message, phone) {
  const own = message.from === "person";
  delete row.dataset.day;
  row.className = `row ${own ? "own" : "bot"} of-${message.kind}`;
  row.replaceChildren(
    el("div", { class: "line" }, bubble(message, phone), optionsButton(message, phone)),
    ...[keyboard(message, phone.person), invitation(message, phone)].filter(Boolean),
  );
}

/** Say which day begins with this row, or nothing. */
export function setDay(row, text) {
  if ((row.dataset.day ?? null) === text) return;
  if (row.dataset.day) row.querySelector(".day").remove();
  if (text) row.prepend(el("div", { class: "day" }, text));
  setAttribute(row, "data-day", text);
}

function bubble(message, phone) {
  const author = message.from === "person" ? phone.name : words.bot;
  return el(
    "article",
    { class: "bubble", tabindex: "-1" },
    unseen(words.message.said(author, time(message.at, phone.zone))),
    quotation(message, phone),
    attachment(message),
    body(message, phone),
    foot(message, phone),
  );
}

function quotation(message, phone) {
  if (!message.reply_to) return null;
  const quoted = phone.message(message.reply_to);
  return el("div", { class: "quotation" }, quoted ? inShort(quoted) : words.message.gone);
}

function body(message, phone) {
  const text = caption(message);
  if (!text) return null;
  const nodes = nodesOf(text, message.entities, phone.command);
  return el("div", { class: "text", dir: "auto" }, ...nodes);
}

function foot(message, phone) {
  const at = time(message.at, phone.zone);
  return el(
    "span",
    { class: "foot" },
    message.edited ? el("span", {}, words.message.edited) : null,
    el("time", { datetime: message.at, title: moment(message.at, phone.zone), "aria-hidden": "true" }, at),
    tick(message),
  );
}

function tick(message) {
  if (message.delivered === null || message.delivered === undefined) return null;
  const said = message.delivered ? words.message.delivered : words.message.onItsWay;
  const look = message.delivered ? "tick delivered" : "tick";
  return el("span", { class: look, title: said }, ticks(message.delivered), unseen(said));
}

function optionsButton(message, phone) {
  const props = { type: "button", class: "options quiet", tabindex: "-1", "aria-haspopup": "menu" };
  const button = el("button", { ...props, "aria-label": words.message.options }, icon("more"));
  button.addEventListener("click", () => phone.options(button, message.id));
  return button;
}

function invitation(message, phone) {
  const link = invitationIn(message);
  if (!link) return null;
  const open = { type: "button", class: "key", click: () => phone.invite(link) };
  return el("div", { class: "keyboard" }, el("div", { class: "keys" }, el("button", open, words.message.openInvitation)));
}
