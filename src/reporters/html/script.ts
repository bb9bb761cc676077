/** What the page does beyond what HTML does by itself: filter, sort, open what a link points to. Plain JavaScript, as it runs in the browser. */
export const SCRIPT = `"use strict";
(() => {
  const list = document.getElementById("list");
  const form = document.getElementById("filters");
  const open = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && (target.matches("details") ? target : target.querySelector(":scope > details"));
    if (details) details.open = true;
  };
  addEventListener("hashchange", open);
  open();
  // Browsers that can't show closed details on paper get them opened.
  if (!CSS.supports("selector(::details-content)")) {
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = [...document.querySelectorAll("details:not([open]):not(.fold)")];
      for (const details of closed) details.open = true;
    });
    addEventListener("afterprint", () => { for (const details of closed) details.open = false; });
  }
  if (!list || !form) return;

  const EFFORTS = ["decision", "unsupported", "changed", "upgraded"];
  const items = [...list.children].map((element, rank) => ({
    element, rank, path: element.dataset.path, lower: element.dataset.path.toLowerCase(), repository: element.dataset.repository, state: element.dataset.state,
    codes: element.dataset.codes.split(" "), counts: element.dataset.counts.split(" ").map(Number),
  }));
  const reset = form.querySelector("[type=reset]");
  const shown = document.getElementById("shown");
  const files = (n) => n.toLocaleString("en-US") + (n === 1 ? " file" : " files");

  const filter = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const path = wanted.path.trim().toLowerCase();
    let left = 0;
    for (const item of items) {
      const hit = item.lower.includes(path) && (!wanted.repository || item.repository === wanted.repository) && (!wanted.code || item.codes.includes(wanted.code))
        && (!wanted.effort || (EFFORTS.includes(wanted.effort) ? item.counts[EFFORTS.indexOf(wanted.effort)] > 0 : item.state === wanted.effort));
      item.element.hidden = !hit;
      if (hit) left++;
    }
    reset.hidden = !Object.values(wanted).some((value) => value !== "");
    shown.value = left === items.length ? files(left) : left.toLocaleString("en-US") + " of " + files(items.length);
  };

  let sorted = "";
  const buttons = [...document.querySelectorAll("[data-sort]")];
  const sort = (button) => {
    const by = button.dataset.sort;
    const again = sorted === by;
    sorted = again ? "" : by;
    const column = EFFORTS.indexOf(by);
    const direction = again ? -1 : 1;
    const order = [...items].sort((a, b) => direction * (column < 0 ? (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) : b.counts[column] - a.counts[column]) || a.rank - b.rank);
    list.append(...order.map((item) => item.element));
    for (const each of buttons) {
      if (each === button) each.setAttribute("aria-pressed", "true");
      else each.removeAttribute("aria-pressed");
      each.dataset.arrow = each === button ? ((column < 0) === !again ? "\\u2191" : "\\u2193") : "";
    }
  };

  form.hidden = false;
  for (const button of buttons) {
    button.disabled = false;
    button.addEventListener("click", () => sort(button));
  }
  form.addEventListener("input", filter);
  // On the click, since a form's "reset" event comes before its fields are empty.
  reset.addEventListener("click", (event) => {
    event.preventDefault();
    form.reset();
    filter();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  // Links such as "in 3 files" narrow the list down to them.
  for (const link of document.querySelectorAll("a[data-effort], a[data-code], a[data-repository]")) {
    link.addEventListener("click", () => {
      form.reset();
      for (const [name, value] of Object.entries(link.dataset)) if (form.elements[name]) form.elements[name].value = value;
      filter();
    });
  }
  filter();
})();
`;
