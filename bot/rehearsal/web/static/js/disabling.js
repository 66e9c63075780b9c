// A button that cannot be pressed for a while loses the focus; here it gets it back.

let held = null;

/** Let it be pressed, or not. Where it had the focus, `heir` has it as soon as it can be pressed. */
export function setDisabled(button, off, heir = button) {
  if (off && !button.disabled && document.activeElement === button) held = button;
  button.disabled = off;
  if (off || held !== button) return;
  held = null;
  if (document.activeElement === document.body) heir.focus();
}
