// How far a job is, told by the service while it goes on.
for (const shown of document.querySelectorAll("[data-events]")) {
  const part = (name) => shown.querySelector(`[data-${name}]`);
  const bar = part("bar");
  const events = new EventSource(shown.dataset.events);
  events.addEventListener("message", (event) => {
    const told = JSON.parse(event.data);
    if (told.ended) {
      events.close();
      window.location.reload();
      return;
    }
    if (told.stage) part("stage").textContent = told.stage;
    part("count").textContent = told.total ? `${told.done} / ${told.total}` : `${told.done}`;
    if (told.total) {
      bar.max = told.total;
      bar.value = told.done;
    } else {
      bar.removeAttribute("value");
    }
  });
  // The service may have been started anew: the page knows what there is.
  events.addEventListener("error", () => {
    events.close();
    window.setTimeout(() => window.location.reload(), 3000);
  });
}
