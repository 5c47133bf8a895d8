"use strict";
(() => {
  const notes = JSON.parse(document.getElementById("notes").textContent);
  const panel = document.getElementById("panel");
  const body = panel.querySelector("div");
  const records = (piece) => piece.dataset.records.split(" ");
  const byRecord = new Map();
  for (const piece of document.querySelectorAll("[data-records]"))
    for (const record of records(piece)) byRecord.set(record, [...(byRecord.get(record) || []), piece]);

  const close = () => { panel.hidden = true; };
  const tell = (anchors) => {
    body.replaceChildren();
    for (const anchor of anchors) {
      const lines = notes[anchor];
      if (!lines) continue;
      const heading = document.createElement("h4");
      heading.textContent = lines[0];
      body.append(heading);
      for (const line of lines.slice(1)) {
        const text = document.createElement("p");
        text.textContent = line;
        body.append(text);
      }
    }
    panel.hidden = !body.childElementCount;
  };
  const light = (anchors) => {
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    const pieces = anchors.flatMap((anchor) => byRecord.get(anchor) || []);
    for (const piece of pieces) piece.classList.add("lit");
    return pieces[0];
  };
  const follow = () => {
    const anchor = decodeURIComponent(location.hash.slice(1));
    const target = document.getElementById(anchor);
    if (target && target.tagName === "DETAILS") target.open = true;
    const first = light([anchor]);
    if (!first) return;
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "center" });
    tell([anchor]);
  };

  document.addEventListener("click", (event) => {
    const piece = event.target.closest(".text [data-records]");
    if (piece) {
      light(records(piece).filter((record) => notes[record]));
      tell(records(piece));
    }
    const link = event.target.closest("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) follow();
  });
  panel.querySelector("button").addEventListener("click", close);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  for (const box of document.querySelectorAll(".kinds input")) {
    const set = () => document.body.classList.toggle("show-" + box.value, box.checked);
    box.addEventListener("change", set);
    set();
  }
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => { for (const part of document.querySelectorAll("details")) part.open = true; });
  if (location.hash) follow();
})();
