// Making elements. Text always becomes a text node; nothing here reads markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element. In `props`, functions become listeners, true/false/null set or leave out. */
export function el(tag, props = {}, ...children) {
  return filled(document.createElement(tag), props, children);
}

/** The same for a drawing. */
export function svg(tag, props = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), props, children);
}

/** For screen readers alone. */
export function unseen(text) {
  return el("span", { class: "unseen" }, text);
}

/** Set the text only when it differs, so that nothing is read out twice. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Put an attribute on, or take it away. */
export function setAttribute(node, name, value) {
  if (value === null || value === undefined || value === false) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? "" : String(value));
}

/** An id that nothing else on the page has. */
export function freshId(stem) {
  freshId.count = (freshId.count ?? 0) + 1;
  return `${stem}-${freshId.count}`;
}

function filled(node, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else setAttribute(node, name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}
