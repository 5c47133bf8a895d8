"use strict";
(() => {
  // A drawing moves under the mouse and comes closer with the wheel (and Ctrl) or the buttons above it.
  for (const bar of document.querySelectorAll("[data-zoom]")) {
    const drawing = document.getElementById(bar.dataset.zoom);
    if (!drawing) continue;
    bar.hidden = false;
    const whole = drawing.getAttribute("viewBox").split(" ").map(Number);
    let box = [...whole];
    const show = () => drawing.setAttribute("viewBox", box.map((part) => part.toFixed(2)).join(" "));
    const zoom = (by, x, y) => {
      const size = Math.min(Math.max(box[2] * by, whole[2] / 60), whole[2] * 2);
      by = size / box[2];
      box = [x - (x - box[0]) * by, y - (y - box[1]) * by, box[2] * by, box[3] * by];
      drawing.classList.toggle("close", box[2] < whole[2] / 2.5);
      show();
    };
    const at = (event) => {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(drawing.getScreenCTM().inverse());
      return [point.x, point.y];
    };
    bar.addEventListener("click", (event) => {
      const by = event.target.dataset.by;
      if (by === undefined) return;
      if (by === "0") { box = [...whole]; drawing.classList.remove("close"); show(); return; }
      zoom(Number(by), box[0] + box[2] / 2, box[1] + box[3] / 2);
    });
    drawing.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, ...at(event));
    }, { passive: false });
    let from = null;
    let moved = false;
    drawing.addEventListener("pointerdown", (event) => {
      if (event.pointerType !== "mouse" || event.button) return;
      from = at(event);
      moved = false;
    });
    addEventListener("pointermove", (event) => {
      if (!from) return;
      const [x, y] = at(event);
      if (Math.hypot(x - from[0], y - from[1]) > box[2] / 300) moved = true;
      if (!moved) return;
      box[0] += from[0] - x;
      box[1] += from[1] - y;
      show();
    });
    addEventListener("pointerup", () => { from = null; });
    drawing.addEventListener("click", (event) => { if (moved) { event.preventDefault(); moved = false; } }, true);
    drawing.addEventListener("dragstart", (event) => event.preventDefault());
  }
})();
