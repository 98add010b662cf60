// What the page says: sentences by name, in the language chosen.
const island = (id) => JSON.parse(document.getElementById(id).textContent);
const head = island("data-head");
const words = island("data-words");
let language = head.language;

/** The sentence `name`; `values` fill its blanks, and a first value of 1 asks for the singular. */
function say(name, values = {}) {
  const sentence = words[language][name] ?? name;
  const first = Object.values(values)[0];
  const text = Array.isArray(sentence) ? sentence[first === 1 ? 0 : 1] : sentence;
  return text.replace(/\{(\w+)\}/g, (blank, key) => (key in values ? shownValue(values[key]) : blank));
}

function shownValue(value) {
  return typeof value === "number" ? number(value) : value;
}

/** A number with its thousands apart. */
function number(value) {
  return value.toLocaleString("en-US");
}

/** A text that came in both languages. */
function told(both) {
  return both[language === "zh" ? 0 : 1];
}

