// Yields the faults of the page as a list of sentences.
(() => {
  const faults = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const brief = (e) => e.outerHTML.slice(0, 90);

  if (!document.documentElement.lang) faults.push("no lang");
  if (!document.title) faults.push("no title");
  for (const selector of ["h1", "main", "header.top", "footer.bottom"]) {
    if (all(selector).length !== 1) faults.push(`${all(selector).length} ${selector}`);
  }
  for (const e of all("input:not([type=hidden]), select, textarea")) {
    if (!e.labels.length && !e.getAttribute("aria-label")) faults.push("a field without a label: " + brief(e));
  }
  for (const e of all("a, button, summary")) {
    if (!e.textContent.trim() && !e.getAttribute("aria-label")) faults.push("nothing to read on " + brief(e));
    if (e.tagName === "A" && !e.hasAttribute("href")) faults.push("leads nowhere: " + brief(e));
  }
  const ids = all("[id]").map((e) => e.id);
  for (const id of ids.filter((id, i) => ids.indexOf(id) !== i)) faults.push("two elements have the id " + id);
  let level = 1;
  for (const e of all("main h1, main h2, main h3, main h4")) {
    if (+e.tagName[1] > level + 1) faults.push("a level left out before " + brief(e));
    level = +e.tagName[1];
  }

  // Contrast, as WCAG 2 defines it. A colour is [red, green, blue, alpha].
  const parse = (s) => { const [r, g, b, a = 1] = s.match(/[\d.]+/g).map(Number); return [r, g, b, a]; };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const luminance = (c) => {
    const [r, g, b] = c.map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const background = (e) => {
    const own = parse(getComputedStyle(e).backgroundColor);
    return own[3] === 1 || !e.parentElement ? own : over(own, background(e.parentElement));
  };
  const opacity = (e) => (e ? +getComputedStyle(e).opacity * opacity(e.parentElement) : 1);
  const check = (e, style, what) => {
    const under = background(e);
    const ink = parse(style.color);
    const [a, b] = [luminance(over([...ink.slice(0, 3), ink[3] * opacity(e)], under)), luminance(under)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize);
    const need = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700) ? 3 : 4.5;
    if (ratio < need) {
      const kind = e.localName + [...e.classList].map((c) => "." + c).join("");
      if (!faults.some((f) => f.endsWith(" in " + kind))) faults.push(`contrast ${ratio.toFixed(2)} of “${what.trim().slice(0, 30)}” in ${kind}`);
    }
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n; (n = walker.nextNode()); ) {
    const e = n.parentElement;
    if (n.data.trim() && !e.closest("script, .unseen, .skip") && e.checkVisibility()) check(e, getComputedStyle(e), n.data);
  }
  for (const e of all("input[placeholder]")) check(e, getComputedStyle(e, "::placeholder"), e.placeholder);
  return [...new Set(faults)];
})()
