// What somebody has begun to write and not sent; it is still there when the page is loaded again.

const KEPT = "draft-";

/** What this person has begun, or "". */
export function draftOf(person) {
  return sessionStorage.getItem(KEPT + person) ?? "";
}

/** Keep it. */
export function keepDraft(person, text) {
  if (text) sessionStorage.setItem(KEPT + person, text);
  else sessionStorage.removeItem(KEPT + person);
}

/** Another programme: these people are gone. */
export function forgetDrafts() {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(KEPT)) sessionStorage.removeItem(key);
  }
}
