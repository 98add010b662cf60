// Finding departments and people: by name, pinyin, initials, account, code or the end of a telephone number.
const MOST_FOUND = 60;

/** A field to search with; `onfind` gets the text a moment after it was typed. */
function searchBox(name, label, text, onfind) {
  let waiting = 0;
  const field = element("input", {
    type: "search",
    id: name,
    placeholder: label,
    "aria-label": label,
    value: text,
    autocomplete: "off",
    spellcheck: "false",
    oninput: () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => onfind(field.value), 120);
    },
  });
  return element("label", { class: "search" }, icon("search"), field);
}

/** What entries are searched by; made when they are first searched. */
const searched = (() => {
  let known = null;
  return () => {
    if (known) return known;
    const people = members();
    const tail = (phone) => (phone.match(/\d+$/) ?? [""])[0];
    known = {
      departments: departments.name.map((name, at) => `${name} ${departments.hint[at]} ${departments.code[at]}`.toLowerCase()),
      members: people.name.map((name, at) =>
        `${name} ${people.hint[at]} ${people.userid[at]} ${tail(people.mobile[at])}`.toLowerCase(),
      ),
    };
    return known;
  };
})();

/** The departments and members that `text` finds, the best first, and how many more there are. */
function search(text) {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return { found: [], more: 0 };
  const hits = [];
  const look = (texts, names, kind) =>
    texts.forEach((searchedBy, index) => {
      const at = searchedBy.indexOf(wanted);
      if (at < 0 || (kind === "department" && isGhost(index))) return;
      const name = names[index].toLowerCase();
      const rank = name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : searchedBy[at - 1] === " " ? 3 : 4;
      hits.push({ kind, index, rank });
    });
  look(searched().departments.slice(0, count), departments.name, "department");
  look(searched().members, members().name, "member");
  hits.sort((a, b) => a.rank - b.rank);
  return { found: hits.slice(0, MOST_FOUND), more: Math.max(0, hits.length - MOST_FOUND) };
}

/** The search of the chart: a field and, below it, what was found. */
function chartSearch() {
  const results = element("ul", { class: "results", id: "chart-results", role: "listbox", "aria-label": say("results"), hidden: true });
  const note = element("p", { class: "sr-only", role: "status" });
  let at = -1;
  const close = () => {
    results.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    at = -1;
  };
  const choose = (hit) => {
    close();
    if (hit.kind === "department") showInChart(hit.index);
    else {
      const place = departmentsOf(hit.index)[0] ?? count;
      showInChart(place === count ? UNPLACED : place, hit.index);
    }
  };
  const box = searchBox("find-chart", say("find-chart"), "", (text) => {
    const { found, more } = search(text);
    results.replaceChildren(...found.map((hit, index) => resultLine(hit, index, choose)));
    if (more > 0) results.append(element("li", { class: "muted", role: "presentation" }, say("more-results", { count: more })));
    if (text.trim() !== "" && found.length === 0) results.append(element("li", { class: "muted", role: "presentation" }, say("no-results")));
    const missing = head.members - members().name.length + members().gone;
    if (missing > 0) results.append(element("li", { class: "muted", role: "presentation" }, say("not-searched", { count: missing })));
    results.hidden = text.trim() === "";
    field.setAttribute("aria-expanded", String(!results.hidden));
    note.textContent = text.trim() === "" ? "" : say("results-count", { count: found.length + more });
    at = -1;
    mark();
  });
  const field = box.querySelector("input");
  const mark = () => {
    const lines = [...results.querySelectorAll("[role=option]")];
    lines.forEach((line, index) => line.setAttribute("aria-selected", String(index === at)));
    if (at >= 0) {
      field.setAttribute("aria-activedescendant", lines[at].id);
      lines[at].scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  };
  dress(field, { role: "combobox", "aria-expanded": "false", "aria-controls": "chart-results", "aria-autocomplete": "list" }, []);
  field.addEventListener("keydown", (event) => {
    const lines = results.querySelectorAll("[role=option]");
    if (event.key === "ArrowDown" && lines.length > 0) at = Math.min(at + 1, lines.length - 1);
    else if (event.key === "ArrowUp" && lines.length > 0) at = Math.max(at - 1, 0);
    else if (event.key === "Enter" && lines.length > 0) return lines[Math.max(at, 0)].click();
    else if (event.key === "Escape") return close();
    else return;
    event.preventDefault();
    mark();
  });
  field.addEventListener("blur", () => setTimeout(close, 150));
  return element("div", { class: "chart-search" }, box, results, note);
}

function resultLine(hit, index, choose) {
  const isMember = hit.kind === "member";
  const place = isMember ? departmentsOf(hit.index)[0] : departments.parent[hit.index];
  const path = place === undefined || place < 0 || place >= count ? "" : pathOf(place);
  const name = isMember ? members().name[hit.index] : nameOf(hit.index);
  return element(
    "li",
    { role: "option", id: `result-${index}`, "aria-selected": "false", onmousedown: (event) => event.preventDefault(), onclick: () => choose(hit) },
    element("span", { class: `kind kind-${hit.kind}` }, say(`kind-${hit.kind}`)),
    element("span", { class: "result-name" }, data(name)),
    element("small", {}, data(path)),
  );
}

