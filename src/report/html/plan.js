// A plan: where it goes, its limits and its fingerprint, every operation, and what it leaves out.
const operations = island("data-operations");
const OPERATIONS_AT_ONCE = 200;
/** How many operations are printed. */
const OPERATIONS_PRINTED = 1000;
const wantedOperations = { action: null, text: "" };

/** What is signed: the server, the limits, the fingerprint. */
function planCard() {
  const { plan } = head;
  const fact = (name, ...value) => element("div", {}, element("dt", {}, say(name)), element("dd", {}, value));
  return element(
    "section",
    { class: "card plan", "aria-label": say("plan-card") },
    element(
      "dl",
      { class: "plan-facts" },
      fact("plan-remote", data(plan.remote), " ", element("span", { class: "badge" }, plan.system)),
      fact("plan-url", data(plan.url)),
      plan.organization && fact("plan-organization", data(plan.organization)),
      fact("plan-mode", told(plan.mode)),
      fact("plan-totals", say("plan-counted", { departments: number(plan.totals.departments), members: number(plan.totals.members) })),
      plan.actions.map(([word, count]) => element("div", {}, element("dt", {}, told(word)), element("dd", {}, say("plan-counted", { departments: number(count.departments), members: number(count.members) })))),
      fact("plan-requests", say("plan-waves", { requests: number(plan.requests), waves: number(plan.waves) })),
    ),
    element(
      "div",
      { class: "plan-safety" },
      element("h2", {}, say("plan-safety")),
      element(
        "table",
        {},
        element("thead", {}, element("tr", {}, ["limit-what", "limit-count", "limit-most", "limit-total", "limit-state"].map((name) => element("th", { scope: "col" }, say(name))))),
        element("tbody", {}, plan.measures.map(limitLine)),
      ),
      plan.accepting && element("p", { class: "accepting" }, say("plan-accepting"), " ", element("code", {}, plan.accepting)),
    ),
    plan.is_unseen && element("p", { class: "unseen" }, say("plan-unseen")),
    element("p", { class: "fingerprint" }, element("span", {}, say("plan-fingerprint")), element("code", {}, plan.fingerprint)),
  );
}

function limitLine(measure) {
  const state = measure.is_excess ? "excess" : measure.count > measure.limit ? "accepted" : "within";
  const cells = [measure.count, measure.limit, measure.total].map((value) => element("td", { class: "digits" }, number(value)));
  return element("tr", { class: `limit-${state}` }, element("th", { scope: "row" }, told(measure.what)), cells, element("td", {}, say(`limit-${state}`)));
}

function operationsPanel() {
  const body = element("tbody", {});
  const total = element("p", { class: "found", role: "status" });
  const more = element("button", { type: "button", class: "more", onclick: () => add() });
  let found = [];
  let shown = 0;
  const add = (most = OPERATIONS_AT_ONCE) => {
    const next = found.slice(shown, shown + most);
    shown += next.length;
    body.append(...next.map(operationLine));
    more.hidden = shown >= found.length;
    more.textContent = say("show-more", { count: found.length - shown });
  };
  const refresh = () => {
    const { action, text } = wantedOperations;
    const searchedBy = (one) => `${one.name}\n${one.place}\n${one.call}\n${(one.people ?? []).flat().join("\n")}`.toLowerCase();
    found = operations.list.filter((one) => (action === null || one.action === action) && (text === "" || searchedBy(one).includes(text)));
    shown = 0;
    body.replaceChildren();
    total.replaceChildren(
      say(found.length === 0 ? "operations-none" : "operations-found", { count: found.length }),
      operations.left_out > 0 ? element("span", { class: "muted" }, say("operations-left-out", { count: operations.left_out })) : "",
    );
    add();
  };
  const box = searchBox("find-operations", say("find-operations"), wantedOperations.text, (text) => {
    wantedOperations.text = text.trim().toLowerCase();
    refresh();
  });
  const choose = (event) => {
    wantedOperations.action = event.target.value === "" ? null : Number(event.target.value);
    refresh();
  };
  const actions = element("select", { "aria-label": say("filters"), onchange: choose }, element("option", { value: "" }, say("every-action")), head.plan.actions.map(([word], index) => element("option", { value: index, selected: wantedOperations.action === index }, told(word))));
  refresh();
  operationsPanel.forPrint = () => {
    if (shown < OPERATIONS_PRINTED) add(OPERATIONS_PRINTED - shown);
    return found.length - shown;
  };
  const columns = ["operation-wave", "operation-action", "operation-what", "operation-place", "operation-call", "operation-departments", "operation-members"];
  return element(
    "div",
    { class: "heads-panel" },
    element("div", { class: "bar" }, box, actions),
    total,
    element(
      "div",
      { class: "card table-frame", tabindex: 0, role: "group", "aria-label": say("tab-operations") },
      element("table", { class: "operations" }, element("thead", {}, element("tr", {}, columns.map((name) => element("th", { scope: "col" }, say(name))))), body),
    ),
    more,
  );
}

function operationLine(operation) {
  const [word] = head.plan.actions[operation.action];
  return element(
    "tr",
    {},
    element("td", { class: "digits" }, number(operation.wave)),
    element("td", {}, told(word)),
    element("th", { scope: "row" }, operation.people ? peopleOf(operation) : data(operation.name)),
    element("td", { class: "muted" }, data(placeName(operation.place))),
    element("td", {}, element("code", {}, operation.call)),
    element("td", { class: "digits" }, operation.departments > 0 ? number(operation.departments) : ""),
    element("td", { class: "digits" }, operation.members > 0 ? number(operation.members) : ""),
  );
}

/** Whom an operation about several is about. */
function peopleOf({ name, people, members }) {
  const list = element("ul", { class: "people" }, people.map(([name, identity]) => element("li", {}, data(name), " ", element("small", {}, data(identity)))));
  return element("details", {}, element("summary", {}, data(name), " ", say("and-others", { count: members })), list);
}

/** What the plan cannot do, and what the model of the server refused. */
function noteCards() {
  const { notes, more_notes, refusals } = head.plan;
  const card = (title, lines, more) =>
    element("section", { class: "card" }, element("h2", {}, say(title)), element("ul", { class: "notes" }, lines.map((line) => element("li", {}, data(line)))), more > 0 && element("p", { class: "muted" }, say("more-notes", { count: more })));
  return [refusals.length > 0 && card("plan-refusals", refusals, 0), notes.length > 0 && card("plan-notes", notes.map(told), more_notes)].filter(Boolean);
}

