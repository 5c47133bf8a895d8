// What a reader who sees poorly, or uses no mouse, needs of a page; gives back what is wrong, in words.
() => {
  const wrong = [];
  const shown = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const name = (e) => {
    const by = (e.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id)?.textContent);
    const own = e.labels?.length ? [...e.labels].map((l) => l.textContent).join(" ") : "";
    return (e.getAttribute("aria-label") || by.join(" ") || own || e.textContent || e.title || e.value || "").trim();
  };
  const tell = (e) => `${e.tagName.toLowerCase()}.${e.getAttribute("class") || ""} “${(e.textContent || "").trim().slice(0, 40)}”`;
  for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, [role=region], svg[role], meter"))
    if (shown(e) && !name(e)) wrong.push(`no name: ${tell(e)}`);
  for (const e of document.querySelectorAll("input:not([type=hidden]), select, textarea"))
    if (shown(e) && !e.labels?.length && !e.getAttribute("aria-label")) wrong.push(`no label: ${tell(e)} ${e.name}`);
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  for (const id of new Set(ids)) if (ids.filter((i) => i === id).length > 1) wrong.push(`id twice: ${id}`);
  if (document.querySelectorAll("h1").length !== 1) wrong.push("not one h1");
  if (!document.documentElement.lang) wrong.push("no language");
  for (const e of document.querySelectorAll("[tabindex]")) if (e.tabIndex > 0) wrong.push(`tab order: ${tell(e)}`);
  for (const e of document.querySelectorAll("thead th:not([scope])")) wrong.push(`no scope: ${tell(e)}`);
  for (const e of document.querySelectorAll("*"))
    if (getComputedStyle(e).overflowX === "auto" && e.scrollWidth > e.clientWidth + 1 && e.tabIndex < 0 && !e.querySelector("a, button"))
      wrong.push(`scrolls without a key: ${tell(e)}`);

  const parse = (colour) => {
    const parts = colour.match(/[\d.]+/g).map(Number);
    return { rgb: parts.slice(0, 3), alpha: parts[3] ?? 1 };
  };
  const over = (top, under) => top.rgb.map((part, n) => part * top.alpha + under[n] * (1 - top.alpha));
  const ground = (e) => {
    const layers = [];
    for (let at = e; at; at = at.parentElement) layers.push(parse(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255]);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((part) => (part /= 255) <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || seen.has(e) || !shown(e) || e.closest("svg, option, script, .sr, .skip")) continue;
    seen.add(e);
    const style = getComputedStyle(e);
    const under = ground(e);
    let opacity = 1;
    for (let at = e; at; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
    const ink = parse(style.color);
    const a = light(over({ rgb: ink.rgb, alpha: ink.alpha * opacity }, under));
    const b = light(under);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.6 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) wrong.push(`contrast ${ratio.toFixed(2)}: ${tell(e)}`);
  }
  return [...new Set(wrong)];
}
