"use strict";
(() => {
  const number = (cell) => (cell.dataset.v === undefined || cell.dataset.v === "" ? NaN : Number(cell.dataset.v));

  // "Why this number?": the note of an estimate beside the number; without this script the link jumps to it.
  const why = document.getElementById("why");
  const canPop = typeof why.showPopover === "function";
  const element = (name, text, parent) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    parent.append(made);
    return made;
  };
  const copy = (from, parent) => { for (const child of from.childNodes) parent.append(child.cloneNode(true)); };
  const unlinked = (node) => { for (const a of node.querySelectorAll("a.c")) a.replaceWith(...a.childNodes); };

  function sources(cell, parent) {
    for (const link of [...cell.querySelectorAll("a.c")].slice(0, 8)) {
      const [first, last] = link.textContent.split("–").map(Number);
      const row = document.getElementById(`s${first}`);
      if (!row) continue;
      const line = element("div", "", parent);
      for (const part of row.cells) {
        if (part.cellIndex > 0 && part.textContent) { copy(part, line); line.append(" "); }
      }
      if (last > first) line.append(` … [${first}–${last}]`);
    }
  }

  function fill(row) {
    why.replaceChildren();
    const heads = row.closest("table").tHead.rows[0].cells;
    const measure = row.closest(".measure");
    element("h4", why.getAttribute("aria-label"), why);
    copy(measure.querySelector("h5"), element("div", "", why));
    copy(row.cells[2], Object.assign(element("div", "", why), { className: "big" }));
    const list = element("dl", "", why);
    for (const cell of row.cells) {
      if (cell.cellIndex === 2 || !cell.textContent.trim()) continue;
      element("dt", heads[cell.cellIndex].textContent, list);
      const value = element("dd", "", list);
      if (cell.cellIndex === row.cells.length - 1) sources(cell, value);
      else {
        copy(cell, value);
        const hint = cell.querySelector("abbr[title]");
        if (hint) value.textContent = hint.title;
      }
    }
    for (const part of measure.querySelectorAll(":scope > .formula")) {
      element("dt", part.firstElementChild.textContent, list);
      element("dd", "", list).append(part.lastElementChild.cloneNode(true));
    }
    unlinked(why);
  }

  function place(link) {
    const box = link.getBoundingClientRect();
    const left = Math.min(Math.max(12, box.left), innerWidth - why.offsetWidth - 12);
    const below = box.bottom + 8;
    const fits = below + why.offsetHeight < innerHeight - 8;
    why.style.left = `${left}px`;
    why.style.top = `${fits ? below : Math.max(8, box.top - why.offsetHeight - 8)}px`;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.n");
    if (!link || !canPop || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = document.getElementById(link.hash.slice(1));
    if (!row) return;
    event.preventDefault();
    fill(row);
    if (!why.matches(":popover-open")) why.showPopover();
    place(link);
    why.tabIndex = -1;
    why.focus();
    why.addEventListener("toggle", (e) => { if (e.newState === "closed") link.focus({ preventScroll: true }); }, { once: true });
  });

  // A link into a closed part opens it.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    target.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  // Tables sort by a click on their heads and filter by a word.
  function sort(table, column, head) {
    const up = head.getAttribute("aria-sort") === "descending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const rows = [...table.tBodies[0].rows];
    const numeric = head.classList.contains("num");
    const compare = (a, b) => {
      if (!numeric) return a.cells[column].textContent.localeCompare(b.cells[column].textContent, document.documentElement.lang);
      const [x, y] = [number(a.cells[column]), number(b.cells[column])];
      return (Number.isNaN(x) ? -Infinity : x) - (Number.isNaN(y) ? -Infinity : y);
    };
    rows.sort((a, b) => (up ? compare(a, b) : compare(b, a)));
    table.tBodies[0].append(...rows);
  }

  for (const table of document.querySelectorAll("table:not(.register)")) {
    if (table.tBodies[0].rows.length < 3) continue;
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, column, head));
    });
  }
  for (const more of document.querySelectorAll("details.more")) {
    const table = more.nextElementSibling.querySelector("table");
    const filter = document.createElement("input");
    filter.type = "search";
    filter.className = "filter";
    filter.placeholder = why.dataset.filter;
    filter.setAttribute("aria-label", more.nextElementSibling.getAttribute("aria-label"));
    more.parentElement.prepend(filter);
    filter.addEventListener("input", () => {
      const word = filter.value.toLowerCase();
      more.open = true;
      for (const row of table.tBodies[0].rows) row.hidden = !row.textContent.toLowerCase().includes(word);
    });
  }

  // Everything that is folded prints.
  let shut = [];
  addEventListener("beforeprint", () => {
    shut = [...document.querySelectorAll("details.data:not([open]), details.rest:not([open])")];
    for (const part of shut) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of shut) part.open = false; });
})();
