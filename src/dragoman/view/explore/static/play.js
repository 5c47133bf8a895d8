"use strict";
(() => {
  const form = document.getElementById("play");
  if (!form) return;
  const asked = () => {
    const query = new URLSearchParams();
    for (const field of form.elements) {
      if (!field.name) continue;
      if (field.type !== "range" || field.value !== field.dataset.first) query.set(field.name, field.value);
    }
    return query;
  };
  let waiting = null;
  let running = false;
  const play = async () => {
    if (running) { waiting = true; return; }
    running = true;
    const query = asked();
    try {
      const answer = await fetch("/play.json?" + query);
      for (const row of await answer.json()) {
        const line = form.querySelector(`[data-model="${CSS.escape(row.model)}"]`);
        if (!line) continue;
        line.querySelector(".after b").textContent = row.after === null ? "–" : row.after.toFixed(1);
        line.title = row.note;
        if (row.after !== null) line.querySelector(".now").setAttribute("x", row.after - 0.7);
      }
      history.replaceState(null, "", "/play" + (query.size ? "?" + query : ""));
    } finally {
      running = false;
      if (waiting) { waiting = null; play(); }
    }
  };
  form.addEventListener("input", (event) => {
    if (event.target.type !== "range") return;
    event.target.parentElement.querySelector("output").textContent = event.target.value;
    play();
  });
  // A slider that was not moved stays out of the address.
  form.addEventListener("formdata", (event) => {
    const kept = asked();
    for (const name of [...event.formData.keys()]) if (!kept.has(name)) event.formData.delete(name);
  });
})();
