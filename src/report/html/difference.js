// One difference: what became of whom, and every single thing from what it was to what it is.

function differenceCard(difference) {
  const tone = toneOf(difference.kinds[0]);
  const isGone = differences.kinds[difference.kinds[0]].name === "removed" || differences.kinds[difference.kinds[0]].name === "went";
  const name = element("span", { class: isGone ? "struck" : null }, data(difference.name || say("unnamed")));
  const go = wayToChart(difference);
  return element(
    "article",
    { class: `difference difference-${tone}`, tabindex: -1 },
    element("div", { class: "difference-kinds" }, changeBadges(difference)),
    element(
      "h3",
      {},
      go ? element("button", { type: "button", class: "link", onclick: go, title: say("see-department") }, name) : name,
      difference.identity && element("small", { class: "digits" }, data(difference.identity)),
      difference.place && element("small", {}, data(difference.place)),
    ),
    differenceItems(difference),
  );
}

/** Shows whom a difference is about in the chart; nothing where they are not on the page. */
function wayToChart(difference) {
  const { department, member } = difference;
  if (department !== undefined) return () => showInChart(department);
  if (member === undefined) return null;
  const place = departmentsOf(member)[0];
  if (place === undefined || (place === count && UNPLACED < 0)) return null;
  return () => showInChart(place === count ? UNPLACED : place, member);
}

/** The single things that are different, a line each. */
function differenceItems(difference) {
  const names = difference.kinds.map((kind) => differences.kinds[kind].name);
  const isMember = differences.kinds[difference.kinds[0]].is_of_members;
  const item = (label, before, after) =>
    element("div", {}, element("dt", {}, label), element("dd", {}, before, before && after ? element("span", { class: "arrow", "aria-label": say("becomes") }, " → ") : null, after));
  const was = (text) => element("del", {}, text === "" ? say("empty-cell") : data(text));
  const is = (text) => element("ins", {}, text === "" ? say("empty-cell") : data(text));
  const many = (texts, make) => (texts ?? []).map((text, index) => [index > 0 && " · ", make(text === "" ? say("top") : text)]);
  const { before, after } = difference;
  const hasPlaces = (before ?? []).length + (after ?? []).length > 0;
  const items = [
    difference.was !== undefined && item(say("item-name"), was(difference.was), is(difference.name)),
    hasPlaces && item(say(isMember ? "item-departments" : "item-parent"), before?.length > 0 && many(before, was), after?.length > 0 && many(after, is)),
    difference.department !== undefined && names.includes("removed") && item(say("fact-all"), was(number(earlier.all[difference.department])), is("0")),
    ...(difference.fields ?? []).map(([field, before, after]) => item(told(differences.fields[field]), was(before), [is(after), before === after && element("small", {}, " ", say("masked-alike"))])),
    ...(difference.leads ?? []).map(([path, leads]) => item(say(leads ? "item-leads" : "item-leads-no-more"), leads ? null : was(path), leads ? is(path) : null)),
  ].filter(Boolean);
  return items.length > 0 ? element("dl", { class: "items" }, items) : null;
}

