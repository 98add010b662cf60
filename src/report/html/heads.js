// The heads of every department before and after, and by how many they differ.
const HEADS_AT_ONCE = 200;
/** How many departments are printed. */
const HEADS_PRINTED = 1000;
const wantedHeads = { isAll: false, text: "", order: "tree" };

function headsPanel() {
  const body = element("tbody", {});
  const total = element("p", { class: "found", role: "status" });
  const more = element("button", { type: "button", class: "more", onclick: () => add() });
  let lines = [];
  let shown = 0;
  const add = (most = HEADS_AT_ONCE) => {
    const next = lines.slice(shown, shown + most);
    shown += next.length;
    body.append(...next.map(headsLine));
    more.hidden = shown >= lines.length;
    more.textContent = say("show-more", { count: lines.length - shown });
  };
  const refresh = () => {
    lines = headsLines();
    shown = 0;
    body.replaceChildren();
    frame.hidden = lines.length === 0;
    total.textContent = say(lines.length === 0 ? "heads-none" : "heads-found", { count: lines.length });
    add();
  };
  const all = element(
    "button",
    {
      type: "button",
      "aria-pressed": String(!wantedHeads.isAll),
      onclick: () => {
        wantedHeads.isAll = !wantedHeads.isAll;
        all.setAttribute("aria-pressed", String(!wantedHeads.isAll));
        refresh();
      },
    },
    say("only-changed"),
  );
  const order = element(
    "select",
    {
      "aria-label": say("order"),
      onchange: (event) => {
        wantedHeads.order = event.target.value;
        refresh();
      },
    },
    ["tree", "delta"].map((key) => element("option", { value: key, selected: wantedHeads.order === key }, say(`order-${key}`))),
  );
  const box = searchBox("find-heads", say("find-heads"), wantedHeads.text, (text) => {
    wantedHeads.text = text.trim().toLowerCase();
    refresh();
  });
  headsPanel.forPrint = () => {
    if (shown < HEADS_PRINTED) add(HEADS_PRINTED - shown);
    return lines.length - shown;
  };
  const group = (name) => element("th", { scope: "colgroup", colspan: 3 }, say(name));
  const columns = ["heads-before", "heads-after", "heads-change"];
  const frame = element(
    "div",
    { class: "card table-frame", tabindex: 0, role: "group", "aria-label": say("tab-heads") },
    element(
      "table",
      { class: "heads-table" },
      element(
        "thead",
        {},
        element("tr", {}, element("th", { scope: "col", rowspan: 2 }, say("heads-department")), group("fact-own"), group("fact-all")),
        element("tr", {}, [...columns, ...columns].map((name) => element("th", { scope: "col" }, say(name)))),
      ),
      body,
    ),
  );
  refresh();
  return element("div", { class: "heads-panel" }, element("div", { class: "bar" }, box, element("div", { class: "buttons" }, all), order), total, frame, more);
}

/** The departments to list, in the order asked for. */
function headsLines() {
  const lines = [];
  const open = [...roots].reverse();
  while (open.length > 0) {
    const department = open.pop();
    const isOther = deltaOf(department) !== 0 || deltaOf(department, "own") !== 0;
    const isFound = wantedHeads.text === "" || searched().departments[department].includes(wantedHeads.text);
    if (!isGhost(department) && (wantedHeads.isAll || isOther) && isFound) lines.push(department);
    for (let at = children[department].length - 1; at >= 0; at -= 1) open.push(children[department][at]);
  }
  const size = (department) => Math.max(Math.abs(deltaOf(department, "own")), children[department].length === 0 ? Math.abs(deltaOf(department)) : 0);
  if (wantedHeads.order === "delta") lines.sort((a, b) => size(b) - size(a));
  return lines;
}

function headsLine(department) {
  const cells = ["own", "all"].flatMap((heads) => [
    element("td", { class: "digits" }, number(earlier[heads][department])),
    element("td", { class: "digits" }, number(departments[heads][department])),
    element("td", { class: "digits" }, delta(deltaOf(department, heads))),
  ]);
  const tone = toneOfDepartment(department);
  const name = element("button", { type: "button", class: `link${isPast(department) ? " struck" : ""}`, onclick: () => showInChart(department) }, data(nameOf(department)));
  const line = element("tr", { class: tone ? `line-${tone}` : null }, element("th", { scope: "row", title: pathOf(department) }, name, changeBadges(changeOf.department.get(department))), cells);
  line.style.setProperty("--level", wantedHeads.order === "tree" ? Math.min(depth[department], 8) : 0);
  return line;
}

