// What pages gain where scripts run; all of it also works without.

// The menu is open where there is room for it.
const wide = window.matchMedia("(min-width: 60rem)");
const menu = document.getElementById("menu");
if (menu) {
  const adapt = () => { menu.open = wide.matches; };
  wide.addEventListener("change", adapt);
  adapt();
}

// `data-all="NAME"`: ticks or clears all boxes of that name in its form.
for (const all of document.querySelectorAll("input[data-all]")) {
  const boxes = () => all.form.querySelectorAll(`input[type=checkbox][name="${all.dataset.all}"]`);
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked;
  });
}

// `data-submit`: a choice that takes effect at once.
for (const field of document.querySelectorAll("[data-submit]")) {
  field.addEventListener("change", () => field.form.requestSubmit());
}

// `data-confirm="…"`: asks before a form does something that cannot be undone.
for (const form of document.querySelectorAll("form[data-confirm]")) {
  form.addEventListener("submit", (event) => {
    if (!window.confirm(form.dataset.confirm)) event.preventDefault();
  });
}
