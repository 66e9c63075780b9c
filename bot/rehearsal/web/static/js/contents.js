// What a bubble holds beside text: pictures, documents, voice notes, stickers, places, cards.

import { el, unseen } from "./dom.js";
import { icon } from "./icons.js";
import { words } from "./words.js";
import { voiceNote } from "./voice.js";

const TINY = 8;
const UNITS = ["bytes", "KB", "MB", "GB"];
const SHOWN = {
  photo: picture,
  document: paper,
  voice: voiceNote,
  audio: voiceNote,
  sticker: ({ text }) => el("div", { class: "sticker", role: "img", "aria-label": `${kindOf("sticker")}: ${text}` }, text),
  location: ({ text }) => card("place", kindOf("location"), text),
  contact: ({ text }) => card("card", kindOf("contact"), text),
};
const TEXT_INSIDE = new Set(["sticker", "location", "contact"]);

/** The node for what is attached, or null for a plain text. */
export function attachment(message) {
  if (message.kind === "text") return null;
  const show = SHOWN[message.kind] ?? other;
  return show(message);
}

/** The text that stands under what is attached. */
export function caption(message) {
  return TEXT_INSIDE.has(message.kind) ? "" : message.text;
}

/** A few words for a message: for quotations. */
export function inShort(message) {
  const first = message.text.split("\n").find((line) => line.trim());
  return first ?? kindOf(message.kind);
}

/** "812 bytes", "1.4 MB" */
export function size(bytes) {
  let left = bytes;
  let unit = 0;
  while (left >= 1024 && unit < UNITS.length - 1) {
    left /= 1024;
    unit += 1;
  }
  return `${unit && left < 10 ? left.toFixed(1) : Math.round(left)} ${UNITS[unit]}`;
}

function kindOf(kind) {
  return words.message.kinds[kind] ?? words.message.otherKind;
}

function picture(message) {
  if (!message.file) return other(message);
  const alt = message.text ? "" : words.message.picture;
  const image = el("img", { class: "picture", src: message.file.url, alt });
  image.addEventListener("load", () => image.classList.toggle("made-up", image.naturalWidth < TINY));
  return image;
}

function paper(message) {
  const file = message.file;
  if (!file) return other(message);
  const link = { class: "paper", href: file.url, download: file.name };
  const about = el("span", { class: "about" }, el("span", { class: "name" }, file.name), el("small", {}, size(file.size)));
  return el("a", link, unseen(words.message.download), el("span", { class: "round" }, icon("file")), about);
}

function card(drawing, text, more = "") {
  const about = el("span", { class: "about" }, el("span", { class: "name" }, text), el("small", {}, more));
  return el("div", { class: "card" }, icon(drawing), about);
}

function other(message) {
  return card("file", kindOf(message.kind));
}
