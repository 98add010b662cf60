// What there is to tell of the department that was chosen: where it stands, heads, leaders, findings, members.
const MEMBERS_AT_ONCE = 60;

function detailsOf(department, wanted) {
  if (department < 0) return [element("p", { class: "muted hint" }, say("choose-department"))];
  const { line, sign } = shortLineOf(department);
  const above = line.slice(0, -1).flatMap((one) => [
    element("button", { type: "button", class: "link", onclick: () => showInChart(one) }, data(nameOf(one))),
    element("span", { "aria-hidden": "true" }, " › "),
  ]);
  const leaders = leadersOf(department);
  const code = departments.code[department];
  const facts = [
    [say("fact-own"), number(departments.own[department])],
    children[department].length > 0 && [say("fact-all"), number(departments.all[department])],
    children[department].length > 0 && [say("fact-below"), number(below[department])],
    code && [say("fact-code"), data(code)],
    leaders.length > 0 && [say("fact-leaders"), data(leaders.join(" · "))],
  ];
  return [
    element("nav", { class: "crumbs", "aria-label": say("crumbs") }, sign, above),
    element("h2", { tabindex: -1 }, data(nameOf(department)), changeBadge(departmentChanges.get(department))),
    element("dl", { class: "facts" }, facts.filter(Boolean).map(([label, value]) => element("div", {}, element("dt", {}, label), element("dd", {}, value)))),
    findingsOf(department),
    memberTable(department, wanted),
  ];
}

function findingsOf(department) {
  const found = marks.of.get(department) ?? [];
  if (found.length === 0) return null;
  const worst = [...found].sort((a, b) => findings.list[a].severity - findings.list[b].severity).slice(0, 3);
  const open = () => {
    Object.assign(filter, { department, code: null, text: "" });
    filter.severities.clear();
    openPanel("findings");
    findingsPanel.refresh();
  };
  return element(
    "section",
    { class: "own-findings" },
    worst.map((index) => {
      const finding = findings.list[index];
      return element("p", {}, severityDot(finding.severity), data(told(finding.message)));
    }),
    element("button", { type: "button", class: "link", onclick: open }, say("see-findings", { count: found.length })),
  );
}

/** The members of a department, piece by piece; `wanted` is shown in any case. */
function memberTable(department, wanted) {
  const total = departments.own[department];
  if (total === 0) return element("p", { class: "muted" }, say("no-members"));
  const places = placesIn(department);
  const people = members();
  const body = element("tbody", {});
  const note = element("p", { class: "muted" });
  const more = element("button", { type: "button", class: "more", onclick: () => add() });
  let shown = 0;
  const add = (most = MEMBERS_AT_ONCE) => {
    const next = places.slice(shown, shown + most);
    shown += next.length;
    body.append(...next.map((place) => memberRow(people, place, place.member === wanted)));
    more.hidden = shown >= places.length;
    more.textContent = say("show-more-members", { count: places.length - shown });
    const missing = total - places.length;
    note.hidden = missing <= 0;
    note.textContent = say("members-left-out", { count: missing });
  };
  const at = places.findIndex((place) => place.member === wanted);
  add(Math.max(MEMBERS_AT_ONCE, at + 1));
  const columns = ["member-name", "member-title", "member-id", "member-mobile", "member-email"];
  return element(
    "section",
    { class: "members" },
    element("h3", {}, say("members-here", { count: total })),
    element(
      "div",
      { class: "table-frame", tabindex: 0, role: "group", "aria-label": say("members-here", { count: total }) },
      element("table", {}, element("thead", {}, element("tr", {}, columns.map((name) => element("th", { scope: "col" }, say(name))))), body),
    ),
    more,
    note,
  );
}

function memberRow(people, place, isWanted) {
  const { member } = place;
  const found = marks.ofMember.get(member) ?? [];
  const worst = found.reduce((worst, index) => Math.min(worst, findings.list[index].severity), NO_MARK);
  const change = people.changeOf.get(member);
  const row = element(
    "tr",
    { class: [isWanted && "wanted", change && `line-${change.kind}`].filter(Boolean).join(" ") },
    element(
      "th",
      { scope: "row" },
      data(people.name[member]),
      severityDot(worst),
      place.leads && element("span", { class: "badge badge-leader" }, say("leads")),
      !place.isMain && departmentsOf(member).length > 1 && element("span", { class: "badge" }, say("second-post")),
      changeBadge(change),
    ),
    element("td", {}, data(people.title[member])),
    element("td", { class: "digits" }, data(people.userid[member])),
    element("td", { class: "digits" }, data(people.mobile[member])),
    element("td", { class: "digits" }, data(people.email[member])),
  );
  if (isWanted) requestAnimationFrame(() => row.scrollIntoView({ block: "nearest" }));
  return row;
}

