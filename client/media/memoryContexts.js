// @ts-nocheck: it runs in the page, where the types of Node do not hold.
"use strict";
/**
 * The page of the memory contexts: a tree on the left, a map on the right, one selection for both. What is where on the
 * map is calculated by the extension. Messages: client/src/views/memoryContextMessages.ts.
 */
(() => {
  const vscode = acquireVsCodeApi();
  const element = (id) => document.getElementById(id);
  const tree = element("tree");
  const tiles = element("tiles");
  const families = 6;

  let contexts = [];
  /** Names from the top, by which what is open stays open when other numbers come. */
  let keys = [];
  let open = new Set();
  let selected = 0;
  let root = 0;
  let isFirst = true;

  window.addEventListener("message", ({ data: message }) => {
    if (message.kind === "contexts") show(message);
    if (message.kind === "tiles") showTiles(message);
    if (message.kind === "busy") say("Reading…");
    if (message.kind === "problem") complain(message.text);
  });
  element("refresh").addEventListener("click", () => vscode.postMessage({ kind: "refresh" }));
  element("choose").addEventListener("click", () => vscode.postMessage({ kind: "choose" }));
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "r" || event.ctrlKey || event.metaKey || event.altKey) return;
    vscode.postMessage({ kind: "refresh" });
  });
  new ResizeObserver(() => lay()).observe(tiles);

  function show({ title, when, totals, contexts: found }) {
    const selectedKey = keys[selected];
    const rootKey = keys[root];
    contexts = found;
    keys = keysOf(found);
    if (isFirst) open = new Set(keys.filter((_, id) => found[id].level === 0));
    isFirst = false;
    selected = Math.max(0, keys.indexOf(selectedKey));
    root = Math.max(0, keys.indexOf(rootKey));
    element("title").textContent = title;
    element("problem").hidden = true;
    element("totals").replaceChildren(
      ...totals.map(({ label, text }) => {
        const pair = document.createElement("div");
        pair.append(make("dt", "", label), make("dd", "", text));
        return pair;
      }),
    );
    say(`Read at ${when}`);
    drawTree();
    lay();
  }

  function complain(text) {
    element("problem").textContent = text;
    element("problem").hidden = false;
    say("");
  }

  function say(text) {
    element("state").textContent = text;
  }

  function keysOf(all) {
    const seen = new Map();
    const names = [];
    for (const { id, parent, name, ident } of all) {
      const path = `${parent === null ? "" : names[parent]}/${name} ${ident ?? ""}`;
      const count = seen.get(path) ?? 0;
      seen.set(path, count + 1);
      names[id] = count === 0 ? path : `${path}#${count}`;
    }
    return names;
  }

  function make(tag, className, text) {
    const made = document.createElement(tag);
    if (className !== "") made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function label({ name, ident }) {
    return ident === null ? name : `${name} (${ident})`;
  }

  // The tree.

  function visibleContexts() {
    const isShown = new Map();
    return contexts.filter(({ id, parent }) => {
      const shown = parent === null || (isShown.get(parent) === true && open.has(keys[parent]));
      isShown.set(id, shown);
      return shown;
    });
  }

  function drawTree() {
    const hadFocus = tree.contains(document.activeElement);
    tree.replaceChildren(...visibleContexts().map(row));
    tree.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
    if (hadFocus) focusRow();
  }

  function row(context) {
    const { id, level, hasChildren, whole, own, used, free, blocks, name, ident, type } = context;
    const made = make("div", "row");
    made.id = `row${id}`;
    made.setAttribute("role", "treeitem");
    made.setAttribute("aria-level", String(level + 1));
    made.setAttribute("aria-selected", String(id === selected));
    if (hasChildren) made.setAttribute("aria-expanded", String(open.has(keys[id])));
    made.setAttribute(
      "aria-label",
      `${label(context)}, ${whole} with all below, ${own} itself, ${free || "unknown"} free`,
    );
    made.tabIndex = id === selected ? 0 : -1;
    made.style.setProperty("--level", String(level));
    const title = make("span", "name");
    title.append(make("span", "twist", hasChildren ? (open.has(keys[id]) ? "▾" : "▸") : ""), name);
    if (ident !== null) title.append(make("span", "ident", ident));
    title.title = `${label(context)}${type === null ? "" : ` · ${type}`}`;
    made.append(title, ...[whole, own, used, free, blocks].map((text) => make("span", "", text)));
    made.addEventListener("click", (event) => {
      if (event.target.className === "twist") toggle(id, !open.has(keys[id]));
      select(id);
      focusRow();
    });
    made.addEventListener("dblclick", () => zoom(id));
    return made;
  }

  function toggle(id, isOpen) {
    if (isOpen) open.add(keys[id]);
    else open.delete(keys[id]);
    drawTree();
  }

  function focusRow() {
    element(`row${selected}`)?.focus();
  }

  function select(id) {
    selected = id;
    // What is selected on the map is to be seen in the tree.
    for (
      let above = contexts[id]?.parent;
      above !== null && above !== undefined;
      above = contexts[above].parent
    )
      open.add(keys[above]);
    drawTree();
    for (const tile of tiles.children) {
      const isIt = Number(tile.dataset.id) === id;
      tile.setAttribute("aria-selected", String(isIt));
      tile.tabIndex = isIt ? 0 : -1;
    }
  }

  tree.addEventListener("keydown", (event) => {
    const shown = visibleContexts();
    const at = shown.findIndex(({ id }) => id === selected);
    const current = contexts[selected];
    if (current === undefined) return;
    const isOpen = open.has(keys[selected]);
    const moves = {
      ArrowDown: () => shown[at + 1]?.id,
      ArrowUp: () => shown[at - 1]?.id,
      Home: () => shown[0]?.id,
      End: () => shown.at(-1)?.id,
      ArrowRight: () =>
        current.hasChildren && isOpen ? shown[at + 1]?.id : (toggle(selected, true), selected),
      ArrowLeft: () => (current.hasChildren && isOpen ? (toggle(selected, false), selected) : current.parent),
      Enter: () => (zoom(selected), selected),
      Backspace: () => (zoom(contexts[root]?.parent ?? 0), selected),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const next = move();
    if (next !== undefined && next !== null) select(next);
    focusRow();
  });

  // The map.

  function lay() {
    const { clientWidth: width, clientHeight: height } = tiles;
    if (contexts.length > 0 && width > 0) vscode.postMessage({ kind: "lay", root, width, height });
  }

  function zoom(id) {
    if (contexts[id]?.hasChildren !== true) return;
    root = id;
    lay();
  }

  function showTiles({ root: from, tiles: placed }) {
    if (from !== root) return;
    const hadFocus = tiles.contains(document.activeElement);
    tiles.replaceChildren(...placed.map(tile));
    drawPath();
    if (hadFocus) tiles.querySelector('[tabindex="0"]')?.focus();
  }

  function tile({ id, x, y, width, height, depth, isGroup, family }) {
    const context = contexts[id];
    const made = make("button", `tile family${family % families}${isGroup ? " group" : ""}`);
    made.dataset.id = String(id);
    made.dataset.depth = String(depth);
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", String(id === selected));
    made.tabIndex = id === selected ? 0 : -1;
    Object.assign(made.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
    const size = isGroup ? context.whole : context.own;
    const text = `${context.name} · ${size}`;
    made.title = `${label(context)}\n${context.whole} with all below, ${context.own} itself${
      context.free === "" ? "" : `, ${context.free} free`
    }${context.blocks === "" ? "" : `, ${context.blocks} blocks`}`;
    made.setAttribute("aria-label", made.title);
    if (width > 34 && height > 16) made.append(make("span", "label", text));
    if (!isGroup && context.freeShare !== null) {
      const free = make("span", "free");
      free.style.height = `${Math.round(context.freeShare * 100)}%`;
      made.append(free);
    }
    made.addEventListener("click", () => select(id));
    made.addEventListener("dblclick", () => zoom(id));
    return made;
  }

  function drawPath() {
    const path = [];
    for (let id = root; id !== null && id !== undefined; id = contexts[id].parent) path.unshift(id);
    element("path").replaceChildren(
      ...path.flatMap((id, at) => {
        const step = make("button", "", contexts[id].name);
        step.addEventListener("click", () => zoom(id));
        return at === 0 ? [step] : [document.createTextNode("›"), step];
      }),
    );
  }

  /** The nearest tile in a direction, by the middles. */
  tiles.addEventListener("keydown", (event) => {
    const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const direction = directions[event.key];
    const current = document.activeElement?.closest(".tile");
    if (current === null || current === undefined) return;
    if (event.key === "Enter") zoom(Number(current.dataset.id));
    if (event.key === "Backspace") zoom(contexts[root]?.parent ?? 0);
    if (direction === undefined) return;
    event.preventDefault();
    const middle = (tile) => [tile.offsetLeft + tile.offsetWidth / 2, tile.offsetTop + tile.offsetHeight / 2];
    const [x, y] = middle(current);
    let best;
    let distance = Infinity;
    for (const other of tiles.querySelectorAll(".tile:not(.group)")) {
      const [otherX, otherY] = middle(other);
      const along = (otherX - x) * direction[0] + (otherY - y) * direction[1];
      const across = Math.abs((otherX - x) * direction[1] + (otherY - y) * direction[0]);
      if (other === current || along <= 1 || along + 2 * across >= distance) continue;
      best = other;
      distance = along + 2 * across;
    }
    if (best === undefined) return;
    select(Number(best.dataset.id));
    for (const other of tiles.children) other.tabIndex = other === best ? 0 : -1;
    best.focus();
  });

  vscode.postMessage({ kind: "ready" });
})();
