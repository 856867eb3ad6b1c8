// The little that pages do by themselves; each works without it.
"use strict";

// What is wrong with a form is read out first.
const errors = document.querySelector(".errors");
if (errors) errors.focus();

// A second press of a button sends nothing again.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
// A page that comes back from the browser's memory can be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// The running clock of a meeting: <p data-clock data-from="ISO" …>, announced once a minute and no oftener.
const clock = document.querySelector("[data-clock]");
if (clock) {
  const began = Date.now();
  const office = Date.parse(clock.dataset.clock);
  const tick = () => {
    const now = new Date(office + Date.now() - began);
    const text = now.toISOString().slice(11, 16);
    if (clock.textContent !== text) clock.textContent = text;
    for (const slot of document.querySelectorAll("[data-from]")) {
      const from = Date.parse(slot.dataset.from), until = Date.parse(slot.dataset.until);
      if (now >= from && now < until) slot.setAttribute("aria-current", "time");
      else slot.removeAttribute("aria-current");
    }
  };
  tick();
  setInterval(tick, 5000);
}
