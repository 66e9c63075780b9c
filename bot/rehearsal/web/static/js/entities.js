// Telegram's entities (UTF-16 offsets, as in JavaScript) to DOM nodes. Text is only ever text.

import { el } from "./dom.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
  spoiler: "span",
};
const BLOCKS = new Set(["blockquote", "pre"]);
const FOUND = /(https?:\/\/[^\s]+[^\s.,;:!?)\]}'"])|((?<![\w/@])\/[a-z0-9_]{1,32}(?![\w/@]))/g;
const SAFE = /^(https?:|mailto:|tel:)/i;
const BOT_LINK = /^https?:\/\/t\.me\/\w+(\?start=[\w-]*)?$/;
const INVITATION = /https?:\/\/t\.me\/\w+\?start=[\w-]+/;

/** Nodes for a text. `onCommand(command)` is called when somebody presses a command in it. */
export function nodesOf(text, entities, onCommand) {
  const sorted = entities
    .filter((each) => TAGS[each.type] !== undefined || each.type === "text_link")
    .map((each) => ({ ...each, end: each.offset + each.length }))
    .sort((one, other) => one.offset - other.offset || other.end - one.end);
  return piece(text, 0, text.length, sorted, onCommand);
}

/** The invite link in a message, written out or behind other words; or null. */
export function invitationIn(message) {
  const urls = message.entities.map((each) => each.url ?? "");
  return [message.text, ...urls].join(" ").match(INVITATION)?.[0] ?? null;
}

/** Whether this is a link to a bot, and not anything else. Whether it still opens, the bot says. */
export function isInvitation(link) {
  return BOT_LINK.test(link);
}

function piece(text, start, end, entities, onCommand) {
  const nodes = [];
  const waiting = [...entities];
  let at = start;
  while (waiting.length) {
    const first = waiting.shift();
    const from = Math.max(first.offset, at);
    const to = Math.min(first.end, end);
    if (to <= from) continue;
    nodes.push(...plain(text.slice(at, from), onCommand));
    const inside = waiting.filter((each) => each.offset < to);
    nodes.push(wrapped(first, text.slice(from, to), piece(text, from, to, inside, onCommand)));
    at = endsLine(first, text, to) ? to + 1 : to;
  }
  nodes.push(...plain(text.slice(at, end), onCommand));
  return nodes;
}

/** A block stands on lines of its own: the break after it is no empty line. */
function endsLine(entity, text, to) {
  return BLOCKS.has(TAGS[entity.type]) && text[to] === "\n";
}

function wrapped(entity, text, children) {
  if (entity.type === "text_link") return link(entity.url ?? "", children);
  if (entity.type === "code" || entity.type === "pre") return el(TAGS[entity.type], {}, text);
  if (entity.type === "spoiler") return spoiler(children);
  return el(TAGS[entity.type], {}, ...children);
}

function plain(text, onCommand) {
  const nodes = [];
  let at = 0;
  for (const found of text.matchAll(FOUND)) {
    if (found.index > at) nodes.push(document.createTextNode(text.slice(at, found.index)));
    nodes.push(found[1] ? address(found[1]) : command(found[2], onCommand));
    at = found.index + found[0].length;
  }
  if (at < text.length) nodes.push(document.createTextNode(text.slice(at)));
  return nodes;
}

function address(url) {
  return INVITATION.test(url) ? el("span", { class: "address" }, url) : link(url, [url]);
}

function link(url, children) {
  if (!SAFE.test(url) || INVITATION.test(url)) return el("span", { class: "address" }, ...children);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

function command(text, onCommand) {
  return el("button", { type: "button", class: "command", click: () => onCommand(text) }, text);
}

function spoiler(children) {
  const cover = el("span", { class: "spoiler" }, ...children);
  cover.addEventListener("click", () => cover.classList.add("shown"));
  return cover;
}
