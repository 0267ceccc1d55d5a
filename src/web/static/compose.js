// The composer shows what a change comes to as soon as it is made; without
// scripts its button "Update" does the same.

const form = document.getElementById("compose");
const proposal = document.getElementById("proposal");
const status = document.getElementById("proposal-status");

let timer;
let asked = 0;

function address(submitter) {
  const data = new FormData(form);
  if (submitter) data.append(submitter.name, submitter.value);
  const query = new URLSearchParams();
  for (const [name, value] of data) if (value !== "") query.append(name, value);
  return `${form.dataset.fragment}?${query}`;
}

async function refresh(submitter) {
  clearTimeout(timer);
  const mine = ++asked;
  proposal.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address(submitter), { headers: { accept: "text/html" } });
    // Signed out meanwhile, or an error: the page itself says so.
    if (!answer.ok || answer.redirected) return form.submit();
    const text = await answer.text();
    // A later change has been asked for since.
    if (mine !== asked) return;
    const focused = document.activeElement?.id;
    proposal.innerHTML = text;
    // The line may have moved to another reminder.
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    const here = proposal.querySelector("[data-here]").dataset.here;
    history.replaceState(null, "", here);
    const show = new URLSearchParams(here.split("?")[1]).get("show");
    form.querySelector("input[type=hidden][name=show]").value = show ?? "";
    status.textContent = proposal.querySelector("[data-summary]").textContent;
  } finally {
    if (mine === asked) proposal.removeAttribute("aria-busy");
  }
}

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(refresh, wait);
}

form.addEventListener("input", (event) => {
  later(event.target.matches("input:not([type=checkbox], [type=radio])") ? 500 : 150);
});
form.addEventListener("submit", (event) => {
  if (event.submitter?.dataset.live === undefined) return;
  event.preventDefault();
  refresh(event.submitter);
});
