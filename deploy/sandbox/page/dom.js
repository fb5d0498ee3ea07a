// Building elements. Text always goes in as text nodes, never as markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element. `on…` attributes are listeners; null, undefined and false attributes are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** One of the drawings in index.html. */
export function icon(name, className = "icon") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

export const byId = (id) => document.getElementById(id);

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The address of a file's bytes. */
export const fileUrl = (fileId) => `chat/file/${encodeURIComponent(fileId)}`;

/** Makes `nodes` the children of `parent`, moving only what must move: a playing video goes on, focus stays. */
export function place(parent, nodes) {
  const wanted = new Set(nodes);
  const leaving = (node) => node?.classList?.contains("leaving");
  for (const child of [...parent.childNodes]) {
    if (!wanted.has(child) && !leaving(child)) child.remove();
  }
  let next = parent.firstChild;
  for (const node of nodes) {
    while (leaving(next)) next = next.nextSibling;
    if (next === node) next = node.nextSibling;
    else parent.insertBefore(node, next);
  }
}
