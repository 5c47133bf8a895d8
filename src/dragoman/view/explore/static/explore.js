"use strict";
(() => {
  // A choice in a filter takes effect at once; fields that are typed in wait for Enter.
  for (const form of document.querySelectorAll("form.filters, form.kinds"))
    form.addEventListener("change", (event) => {
      if (event.target.matches("select, input[type=checkbox]")) form.requestSubmit();
    });
  // Empty fields stay out of the address.
  for (const form of document.querySelectorAll("form.filters"))
    form.addEventListener("formdata", (event) => {
      for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
    });
  // "/" leads to the search field.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    document.getElementById("q").focus();
  });
  // While the case is settled anew, the page asks now and then whether it is done.
  const settling = document.querySelector(".settling");
  if (settling) {
    const ask = async () => {
      const told = await (await fetch("/settling.json")).json();
      if (told.running) return setTimeout(ask, 1000);
      const words = told.trouble ? `The case could not be settled anew: ${told.trouble} ` : "The case is settled anew. ";
      settling.firstChild.textContent = words;
    };
    setTimeout(ask, 1000);
  }
  // A decision settles the case anew, which takes a moment: it is sent once.
  for (const form of document.querySelectorAll("form.decide"))
    form.addEventListener("submit", () => {
      setTimeout(() => { for (const button of form.querySelectorAll("button")) button.disabled = true; });
    });
})();
