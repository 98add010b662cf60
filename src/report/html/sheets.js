// What the targets cannot carry, and how each sheet was read.
const sheets = island("data-sheets");

function lossPanel() {
  return element("div", { class: "cards" }, head.plan && noteCards(), (head.check?.losses ?? []).map(lossCard));
}

function lossCard(loss) {
  const title = element("h2", {}, say("loss-of", { target: loss.target }));
  if (loss.rows.length === 0) return element("section", { class: "card" }, title, element("p", { class: "muted" }, say("loss-none")));
  const most = Math.max(...loss.rows.map((row) => row[1]));
  const rows = loss.rows.map(([what, count]) => {
    const bar = element("i", { class: "share", "aria-hidden": "true" });
    bar.style.setProperty("--share", (count / most).toFixed(4));
    return element("tr", {}, element("th", { scope: "row" }, data(told(what))), element("td", {}, bar), element("td", { class: "digits" }, number(count)));
  });
  return element(
    "section",
    { class: "card" },
    title,
    element("p", { class: "muted" }, say("loss-why", { target: loss.target })),
    element("table", { class: "loss" }, element("tbody", {}, rows)),
  );
}

function readingPanel() {
  return element("div", { class: "cards" }, sheets[language === "zh" ? 0 : 1].map(sheetCard));
}

function sheetCard(sheet) {
  const facts = sheet.lines.map(([label, text]) => element("div", {}, element("dt", {}, label), element("dd", {}, data(text))));
  const columns = sheet.columns.map((cells) => element("tr", {}, element("th", { scope: "row" }, cells[0]), cells.slice(1).map((cell) => element("td", {}, data(cell)))));
  const names = ["column", "column-header", "column-role"].map((name) => element("th", { scope: "col" }, say(name)));
  return element(
    "section",
    { class: "card" },
    element("h2", {}, data(placeName(sheet.name))),
    element("dl", { class: "reading" }, facts),
    columns.length > 0 && element("div", { class: "table-frame", tabindex: 0, role: "group", "aria-label": placeName(sheet.name) }, element("table", {}, element("thead", {}, element("tr", {}, names)), element("tbody", {}, columns))),
    sheet.passed_over.length > 0 && [element("h3", {}, say("passed-over")), element("ul", { class: "passed-over" }, sheet.passed_over.map((row) => element("li", {}, data(row))))],
  );
}

