// The list of findings: filtered by severity, code, text and department, shown piece by piece.
const AT_ONCE = 40;
const filter = { severities: new Set(), code: null, text: "", department: null, order: "severity" };
/** How many findings are printed. */
const PRINTED = 500;

function findingsPanel() {
  const list = element("div", { class: "finding-list", "aria-live": "off" });
  const total = element("p", { class: "found", role: "status" });
  const side = element("aside", { class: "facets", "aria-label": say("filters") });
  const refresh = () => {
    side.replaceChildren(...facets(refresh));
    fillFindings(list, total);
  };
  const box = searchBox("find-findings", say("find-findings"), filter.text, (text) => {
    filter.text = text.trim().toLowerCase();
    refresh();
  });
  const order = element(
    "select",
    {
      "aria-label": say("order"),
      onchange: (event) => {
        filter.order = event.target.value;
        refresh();
      },
    },
    ["severity", "place"].map((key) => element("option", { value: key, selected: filter.order === key }, say(`order-${key}`))),
  );
  refresh();
  findingsPanel.refresh = refresh;
  return element(
    "div",
    { class: "findings" },
    side,
    element("div", { class: "finding-column" }, element("div", { class: "bar" }, box, order), total, list),
  );
}

/** The filters, with how many findings each has. */
function facets(refresh) {
  const summary = head.check.summary;
  const counts = [summary.errors, summary.warnings, summary.information];
  const toggle = (severity) => {
    filter.code = null;
    if (!filter.severities.delete(severity)) filter.severities.add(severity);
    refresh();
  };
  const severities = SEVERITIES.map((name, severity) =>
    element(
      "button",
      { type: "button", class: `facet facet-${name}`, "aria-pressed": filter.severities.has(severity), disabled: counts[severity] === 0, onclick: () => toggle(severity) },
      element("span", { class: `dot dot-${name}` }),
      element("span", {}, say(`severity-${name}`)),
      element("b", {}, number(counts[severity])),
    ),
  );
  const known = findings.codes.map((code, index) => ({ ...code, index }));
  known.sort((a, b) => a.severity - b.severity || b.count - a.count);
  const codes = known
    .filter((code) => filter.severities.size === 0 || filter.severities.has(code.severity))
    .map((code) =>
      element(
        "button",
        {
          type: "button",
          class: "facet facet-code",
          "aria-pressed": filter.code === code.index,
          onclick: () => {
            filter.code = filter.code === code.index ? null : code.index;
            refresh();
          },
        },
        element("span", { class: `dot dot-${SEVERITIES[code.severity]}` }),
        element("span", {}, element("small", {}, code.id), told(code.title)),
        element("b", {}, number(code.count)),
      ),
    );
  return [
    element("div", { class: "facet-group" }, severities),
    codes.length > 0 && element("h2", {}, say("by-code")),
    element("div", { class: "facet-group facet-codes" }, codes),
  ].filter(Boolean);
}

/** The numbers of the findings that pass the filters. */
function passing() {
  const { severities, code, text, department } = filter;
  const found = [];
  findings.list.forEach((finding, index) => {
    if (severities.size > 0 && !severities.has(finding.severity)) return;
    if (code !== null && finding.code !== code) return;
    if (department !== null && finding.department !== department) return;
    if (text !== "" && !searchedText(finding).includes(text)) return;
    found.push(index);
  });
  if (filter.order === "severity") found.sort((a, b) => findings.list[a].severity - findings.list[b].severity || a - b);
  return found;
}

function searchedText(finding) {
  finding.searched ??= [
    findings.codes[finding.code].id,
    ...finding.message,
    finding.place,
    ...(finding.cells ?? []).map((cell) => cell[1]),
    finding.member === undefined ? "" : members().name[finding.member],
  ]
    .join("\n")
    .toLowerCase();
  return finding.searched;
}

function fillFindings(list, total) {
  const found = passing();
  const heldBack = findings.codes.reduce((sum, code) => sum + code.left_out, 0);
  total.replaceChildren(
    say(found.length === 0 ? "found-none" : "found", { count: found.length }),
    filter.department !== null ? departmentChip() : "",
    heldBack > 0 ? element("span", { class: "muted" }, say("findings-left-out", { count: heldBack })) : "",
  );
  fillFindings.forPrint = fillGradually(list, found, findingCard, AT_ONCE, PRINTED);
}

function departmentChip() {
  const drop = () => {
    filter.department = null;
    findingsPanel.refresh();
  };
  return element("span", { class: "chip" }, data(nameOf(filter.department)), iconButton("close", say("drop-filter"), drop));
}

/**
 * Fills `list` with a `card` for each of `found`, `atOnce` of them and more as one comes near. Returns what fills it up to
 * `printed` for printing and says how many are left out then.
 */
function fillGradually(list, found, card, atOnce, printed) {
  list.replaceChildren();
  let shown = 0;
  const more = element("button", { type: "button", class: "more", onclick: () => add() });
  const add = (most = atOnce) => {
    const next = found.slice(shown, shown + most);
    shown += next.length;
    more.remove();
    list.append(...next.map(card));
    if (shown < found.length) {
      more.textContent = say("show-more", { count: found.length - shown });
      list.append(more);
      whenSeen(more, add);
    }
  };
  add();
  return () => {
    if (shown < Math.min(printed, found.length)) add(printed - shown);
    more.remove();
    return found.length - shown;
  };
}

/** Calls `then` once `thing` comes near the part of the page that can be seen. */
function whenSeen(thing, then) {
  const observer = new IntersectionObserver(
    (seen) => {
      if (!seen.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      then();
    },
    { rootMargin: "600px" },
  );
  observer.observe(thing);
}

