// Makes and keeps elements. Whatever it is given to show becomes text, never markup: names in a world are anybody's.

/** An element with attributes and children: elements, or what is shown as text. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

export const byId = id => document.getElementById(id);

/** Sets a text where it is another: what is read aloud or selected is left alone otherwise. */
export function setText(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

/** Makes the children of a list those of items, by key: what stays keeps its place, its focus and its state. */
export function keepChildren(parent, items, keyOf, create, update) {
  const held = new Map([...parent.children].map(child => [child.dataset.key, child]));
  let before = parent.firstElementChild;
  for (const item of items) {
    const key = String(keyOf(item));
    let child = held.get(key);
    held.delete(key);
    if (!child) {
      child = create(item);
      child.dataset.key = key;
    }
    update(child, item);
    if (child === before) {
      before = before.nextElementSibling;
    } else {
      parent.insertBefore(child, before);
    }
  }
  held.forEach(child => child.remove());
}

/** Makes the options of a select those of [value, text], and keeps what is chosen. */
export function keepOptions(select, options) {
  const wanted = JSON.stringify(options);
  if (select.dataset.options === wanted) {
    return;
  }
  const chosen = select.value;
  select.replaceChildren(...options.map(([value, text]) => element("option", { value }, text)));
  select.dataset.options = wanted;
  if (options.some(([value]) => value === chosen)) {
    select.value = chosen;
  }
}
