// What the corrected copy writes otherwise: a line a cell, piece by piece.
const corrections = island("data-corrections");
const CORRECTIONS_AT_ONCE = 200;

function correctionsPanel() {
  if (corrections.list.length === 0) return element("p", { class: "muted" }, say("corrections-none"));
  const body = element("tbody", {});
  const more = element("button", { type: "button", class: "more", onclick: () => add() });
  let shown = 0;
  const add = () => {
    const next = corrections.list.slice(shown, shown + CORRECTIONS_AT_ONCE);
    shown += next.length;
    body.append(...next.map(correctionLine));
    more.hidden = shown >= corrections.list.length;
    more.textContent = say("show-more", { count: corrections.list.length - shown });
  };
  add();
  const names = ["correction-place", "correction-old", "correction-new", "correction-why"];
  return element(
    "section",
    { class: "card" },
    element("p", { class: "muted" }, say("corrections-what")),
    element(
      "div",
      { class: "table-frame", tabindex: 0, role: "group", "aria-label": say("tab-corrections") },
      element("table", {}, element("thead", {}, element("tr", {}, names.map((name) => element("th", { scope: "col" }, say(name))))), body),
    ),
    more,
    corrections.left_out > 0 && element("p", { class: "muted" }, say("findings-left-out", { count: corrections.left_out })),
  );
}

function correctionLine(correction) {
  return element(
    "tr",
    {},
    element("td", { class: "digits" }, data(placeName(correction.place))),
    element("td", {}, element("del", {}, data(correction.old))),
    element("td", {}, element("ins", {}, data(correction.new))),
    element("td", { class: "muted" }, told(correction.reasons)),
  );
}

