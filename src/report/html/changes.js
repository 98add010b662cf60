// The list of differences: filtered by kind, text and department, shown piece by piece.
const CHANGES_AT_ONCE = 60;
/** How many differences are printed. */
const CHANGES_PRINTED = 2000;
const wantedChanges = { kind: null, text: "", department: null };

function changesPanel() {
  const list = element("div", { class: "difference-list" });
  const total = element("p", { class: "found", role: "status" });
  const side = element("aside", { class: "facets change-facets", "aria-label": say("filters") });
  const refresh = () => {
    side.replaceChildren(...changeFacets(refresh).filter(Boolean));
    fillChanges(list, total);
  };
  const box = searchBox("find-changes", say("find-changes"), wantedChanges.text, (text) => {
    wantedChanges.text = text.trim().toLowerCase();
    refresh();
  });
  refresh();
  changesPanel.refresh = () => {
    box.querySelector("input").value = wantedChanges.text;
    refresh();
  };
  return element("div", { class: "findings" }, side, element("div", { class: "finding-column" }, element("div", { class: "bar" }, box), basis(), total, list));
}

/** How the two sides were compared, where some of it is only likely. */
function basis() {
  const hasInferred = differences.list.some((difference) => difference.is_inferred);
  const says = [say(head.compare.by_code ? "by-code-compared" : "by-path-compared"), hasInferred && say("inferred-why")];
  return element("p", { class: "muted basis" }, says.filter(Boolean).join(" "));
}

/** The filters: kinds of changes of departments, then of members, with how many there are. */
function changeFacets(refresh) {
  const group = (isOfMembers) => {
    const kinds = differences.kinds.map((kind, index) => ({ ...kind, index })).filter((kind) => kind.is_of_members === isOfMembers);
    const buttons = kinds.map((kind) =>
      element(
        "button",
        {
          type: "button",
          class: `facet facet-${kind.name}`,
          "aria-pressed": String(wantedChanges.kind === kind.index),
          disabled: kind.count === 0,
          onclick: () => {
            wantedChanges.kind = wantedChanges.kind === kind.index ? null : kind.index;
            refresh();
          },
        },
        element("span", { class: `dot change-dot-${toneOf(kind.index)}` }),
        element("span", {}, told(kind.word)),
        element("b", {}, number(kind.count)),
      ),
    );
    return [element("h2", {}, say(isOfMembers ? "of-members" : "of-departments")), element("div", { class: "facet-group" }, buttons)];
  };
  return [...group(false), ...group(true)];
}

/** The departments below one and itself. */
function branchOf(department) {
  const branch = new Set();
  const open = [department];
  while (open.length > 0) {
    const next = open.pop();
    branch.add(next);
    for (const child of children[next]) open.push(child);
  }
  return branch;
}

function passingChanges() {
  const { kind, text, department } = wantedChanges;
  const branch = department === null ? null : branchOf(department);
  const inBranch = (difference) => {
    if (difference.department !== undefined) return branch.has(difference.department);
    if (difference.member === undefined) return false;
    return placesOfMember(difference.member).some((place) => branch.has(place));
  };
  return differences.list.filter(
    (difference) =>
      (kind === null || difference.kinds.includes(kind)) &&
      (text === "" || searchedDifference(difference).includes(text)) &&
      (branch === null || inBranch(difference)),
  );
}

/** Every department a member is in or was in. */
const placesOfMember = (() => {
  let known = null;
  return (member) => {
    if (!known) {
      known = new Map([...changeOf.member.keys()].map((one) => [one, []]));
      members().places.forEach((places, department) => places.forEach((place) => known.get(place >> 3)?.push(department === count ? UNPLACED : department)));
    }
    return known.get(member) ?? [];
  };
})();

function searchedDifference(difference) {
  difference.searched ??= [
    difference.name,
    difference.was,
    difference.identity,
    difference.place,
    difference.department === undefined ? "" : departments.hint[difference.department],
    difference.member === undefined ? "" : members().hint[difference.member],
    ...(difference.before ?? []),
    ...(difference.after ?? []),
    ...(difference.fields ?? []).flat(),
    ...(difference.leads ?? []).flat(),
  ]
    .join("\n")
    .toLowerCase();
  return difference.searched;
}

function fillChanges(list, total) {
  const found = passingChanges();
  const drop = () => {
    wantedChanges.department = null;
    changesPanel.refresh();
  };
  total.replaceChildren(
    say(found.length === 0 ? (differences.list.length === 0 ? "changes-none" : "changes-none-found") : "changes-found", { count: found.length }),
    wantedChanges.department !== null ? element("span", { class: "chip" }, data(nameOf(wantedChanges.department)), iconButton("close", say("drop-filter"), drop)) : "",
    differences.left_out > 0 ? element("span", { class: "muted" }, say("changes-left-out", { count: differences.left_out })) : "",
  );
  fillChanges.forPrint = fillGradually(list, found, differenceCard, CHANGES_AT_ONCE, CHANGES_PRINTED);
}

