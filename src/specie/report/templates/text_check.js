"use strict";
(() => {
  // A link into a closed part opens it.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
  };
  addEventListener("hashchange", reveal);
  reveal();

  // A note lights up its figures, and a figure its note.
  const light = (element, on) => {
    const card = element.closest(".card");
    if (card) {
      for (const link of card.querySelectorAll("a[href^='#']")) document.getElementById(link.hash.slice(1))?.classList.toggle("lit", on);
    } else if (element.matches("a.fig")) {
      document.getElementById(element.hash.slice(1))?.classList.toggle("lit", on);
    }
  };
  for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(event, (e) => { const part = e.target.closest?.("a.fig, .card"); if (part) light(part, on); });
  }

  // n and p go to the next and the previous figure with an alarm or a watch.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !["n", "p"].includes(event.key)) return;
    const loud = [...document.querySelectorAll("a.fig.alarm[id], a.fig.watch[id]")];
    if (!loud.length) return;
    const at = loud.indexOf(document.activeElement);
    const next = event.key === "n" ? at + 1 : at < 0 ? loud.length - 1 : at - 1;
    const figure = loud[(next + loud.length) % loud.length];
    figure.focus();
    const card = document.getElementById(figure.hash.slice(1));
    const margin = card?.closest(".margin");
    if (margin && getComputedStyle(margin).overflowY === "auto") margin.scrollTop = card.offsetTop - margin.offsetTop - 12;
    event.preventDefault();
  });

  // Everything that is folded prints.
  let shut = [];
  addEventListener("beforeprint", () => {
    shut = [...document.querySelectorAll("details:not([open])")];
    for (const part of shut) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of shut) part.open = false; });
})();
