// One finding: what is wrong, the row with its cell, further places, whom it is about, what to do.

function findingCard(index) {
  const finding = findings.list[index];
  const code = findings.codes[finding.code];
  const name = SEVERITIES[finding.severity];
  return element(
    "article",
    { class: `finding finding-${name}`, id: `finding-${index}`, tabindex: -1 },
    element(
      "header",
      {},
      severityBadge(finding.severity),
      element("span", { class: "code" }, code.id),
      element("span", { class: "code-title" }, told(code.title)),
    ),
    element("h3", {}, data(told(finding.message))),
    spotOf(finding, true),
    (finding.related ?? []).map((related) =>
      element("div", { class: "related" }, related.message && element("p", {}, data(told(related.message))), spotOf(related, false)),
    ),
    finding.more_related > 0 && element("p", { class: "muted" }, say("more-places", { count: finding.more_related })),
    finding.help !== undefined && element("p", { class: "help" }, element("b", {}, say("help")), data(told(findings.helps[finding.help]))),
    element("footer", {}, subjectsOf(finding), explanation(code)),
  );
}

/** A place, and the cells around it as a spreadsheet shows them. */
function spotOf(spot, isOffending) {
  const place = element("p", { class: "place" }, data(placeName(spot.place)));
  if (!spot.cells || spot.cells.length === 0) return place;
  const headers = findings.headers[spot.source];
  const cells = spot.cells.some(([column]) => column === spot.column) || spot.column === 0
    ? spot.cells
    : [...spot.cells, [spot.column, ""]].sort((a, b) => a[0] - b[0]);
  const isHere = (column) => column === spot.column || spot.column === 0;
  const style = (column) => (isHere(column) ? (isOffending ? "here" : "there") : null);
  const hasHeaders = Object.keys(headers).length > 0;
  const letters = cells.map(([column]) =>
    element("th", { scope: "col", class: style(column) }, element("small", {}, hasHeaders ? letter(column) : null), hasHeaders ? data(headers[column] ?? "") : null),
  );
  const values = cells.map(([column, text]) => element("td", { class: style(column) }, text === "" ? element("i", {}, say("empty-cell")) : data(text)));
  return element(
    "div",
    { class: "spot" },
    place,
    element(
      "div",
      { class: "sheet", tabindex: 0, role: "group", "aria-label": placeName(spot.place) },
      element(
        "table",
        {},
        hasHeaders && element("thead", {}, element("tr", {}, element("td", {}), letters)),
        element("tbody", {}, element("tr", {}, element("th", { scope: "row" }, number(spot.row)), values)),
      ),
    ),
  );
}

/** The letters by which a spreadsheet shows a column. */
function letter(column) {
  let letters = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** The ways into the chart. */
function subjectsOf(finding) {
  const { department, member } = finding;
  const links = [];
  if (member !== undefined) {
    const place = department ?? departmentsOf(member)[0];
    const go = () => showInChart(place === count ? UNPLACED : place, member);
    links.push(element("button", { type: "button", class: "link", onclick: go }, say("see-member"), " ", data(members().name[member])));
  } else if (department !== undefined) {
    const path = lineOf(department).slice(-3).map(nameOf).join(" › ");
    links.push(element("button", { type: "button", class: "link", onclick: () => showInChart(department) }, say("see-department"), " ", data(path)));
  }
  return links;
}

function explanation(code) {
  const text = told(code.explain);
  if (!text) return null;
  const paragraphs = text.split("\n").map((paragraph) => element("p", {}, paragraph));
  return element("details", {}, element("summary", {}, say("explain", { code: code.id })), paragraphs);
}

