// Instants as people read them, each in a zone of its own.

const LANGUAGE = "en-GB";
const SHAPES = {
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  day: { weekday: "long", day: "numeric", month: "long" },
  short: { weekday: "short", day: "numeric", month: "short" },
  long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  weekday: { weekday: "short" },
  key: { year: "numeric", month: "2-digit", day: "2-digit" },
};
const formats = new Map();

/** "20:00" */
export const time = (iso, zone) => written("time", iso, zone);

/** "Monday 2 March" */
export const day = (iso, zone) => written("day", iso, zone);

/** "Mon 2 Mar" */
export const shortDay = (iso, zone) => written("short", iso, zone);

/** "Mon 09:00" */
export const weekTime = (iso, zone) => `${written("weekday", iso, zone)} ${time(iso, zone)}`;

/** "Mon 2 Mar, 20:00" */
export const shortMoment = (iso, zone) => `${shortDay(iso, zone)}, ${time(iso, zone)}`;

/** "Monday 2 March 2026, 20:00" */
export const moment = (iso, zone) => `${written("long", iso, zone)}, ${time(iso, zone)}`;

/** The same for two instants on the same day there. */
export const dayKey = (iso, zone) => written("key", iso, zone);

/** "0:34" */
export function minutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

/** "Europe/London" as people say it: "London". */
export function place(zone) {
  return zone.split("/").at(-1).replaceAll("_", " ");
}

function written(shape, iso, zone) {
  return format(shape, zone).format(new Date(iso)).replaceAll(",", "");
}

function format(shape, zone) {
  const key = `${shape} ${zone}`;
  if (!formats.has(key)) formats.set(key, made(SHAPES[shape], zone));
  return formats.get(key);
}

function made(shape, zone) {
  try {
    return new Intl.DateTimeFormat(LANGUAGE, { ...shape, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat(LANGUAGE, { ...shape, timeZone: "UTC" });
  }
}
