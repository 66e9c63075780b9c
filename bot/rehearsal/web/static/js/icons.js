// Small drawings, one stroke wide.

import { svg } from "./dom.js";

const PATHS = {
  play: "M8 5.5v13l10.5-6.5z",
  stop: "M7 7h10v10H7z",
  pause: "M8 5.5v13M16 5.5v13",
  step: "M6 5.5v13l9-6.5zM18.5 5.5v13",
  again: "M19 12a7 7 0 1 1-2.3-5.2M17.5 3v4.2h-4.2",
  send: "M4 12l16-8-5 16-3.5-6.5zM11.5 13.5L20 4",
  attach: "M19 11.5l-7.2 7.2a4.5 4.5 0 0 1-6.4-6.4l7.7-7.7a3 3 0 0 1 4.3 4.3l-7.4 7.4a1.5 1.5 0 0 1-2.2-2.1l6.7-6.7",
  slash: "M14.5 5l-5 14",
  down: "M12 5v13M6.5 13l5.5 5.5 5.5-5.5",
  chevron: "M7 10l5 5 5-5",
  close: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  file: "M7 3.5h7l4 4V20.5H7zM14 3.5v4h4",
  tick: "M5 12.5l4.5 4.5L19 7.5",
  sun: "M12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6L7 7M17 17l1.4 1.4M18.4 5.6L17 7M7 17l-1.4 1.4",
  moon: "M19.5 14A8 8 0 0 1 10 4.5 8 8 0 1 0 19.5 14z",
  place: "M12 21c4-4.5 6-7.7 6-10.5a6 6 0 0 0-12 0C6 13.3 8 16.5 12 21zM12 12.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  card: "M4 6h16v12H4zM8.5 12.5a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM5.8 15.5c.8-2.5 4.6-2.5 5.4 0M14 10h3.5M14 13.5h3.5",
  plumb: "M12 2.5v9.5M8.5 12h7l-1.2 5.5L12 21.5l-2.3-4z",
};

/** The drawing with this name; screen readers pass over it. */
export function icon(name, extra = "") {
  const path = svg("path", { d: PATHS[name] });
  return svg("svg", { class: `icon ${extra}`, viewBox: "0 0 24 24", "aria-hidden": "true" }, path);
}

/** One tick for "sent", two for "delivered". */
export function ticks(both) {
  const second = both ? [svg("path", { d: "M11 12l3 3 6-7" })] : [];
  const first = svg("path", { d: "M4 12l3.5 3.5L14 8" });
  return svg("svg", { class: "icon ticks", viewBox: "0 0 24 24", "aria-hidden": "true" }, first, ...second);
}
