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

// How far a long job is, asked for again until it is done: <p data-job>, and the bar beside it.
const job = document.querySelector("[data-job]");
if (job) {
  const bar = document.querySelector("progress");
  const again = async () => {
    try {
      const answer = await fetch(location.href, { redirect: "manual", cache: "no-store" });
      const page = answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
      const told = page && page.querySelector("[data-job]");
      if (!told) return location.reload();
      if (job.textContent !== told.textContent) job.textContent = told.textContent;
      const value = page.querySelector("progress").getAttribute("value");
      if (value) bar.setAttribute("value", value);
    } catch {
      // It may be reached again in a moment.
    }
    setTimeout(again, 2000);
  };
  setTimeout(again, 2000);
}

// The running clock of a meeting, and the minutes of the item that is discussed: <p data-clock="ISO">, <span data-had="7">.
const clock = document.querySelector("[data-clock]");
if (clock) {
  const began = Date.now();
  const office = Date.parse(clock.dataset.clock);
  const had = document.querySelector("[data-had]");
  const show = (element, text) => { if (element.textContent !== text) element.textContent = text; };
  const tick = () => {
    const passed = Date.now() - began;
    show(clock, new Date(office + passed).toISOString().slice(11, 16));
    if (!had) return;
    const minutes = Number(had.dataset.had) + Math.floor(passed / 60000);
    show(had, minutes === 1 ? "1 minute" : `${minutes} minutes`);
  };
  tick();
  setInterval(tick, 5000);
}

// A session that is about to end says so two minutes before, and can be kept by a button. Other pages of the same
// browser keep it, too.
const ending = document.querySelector("[data-left]");
if (ending) {
  const words = ending.querySelector("p"), stay = ending.querySelector("button");
  const pages = "BroadcastChannel" in window ? new BroadcastChannel("iom-diary-session") : null;
  let end = 0, said = "";
  const say = (text) => {
    if (said !== text) words.textContent = said = text;
    ending.classList.toggle("panel", said !== "");
  };
  const lasts = (seconds) => { end = Date.now() + seconds * 1000; };
  const tell = (seconds) => { if (pages) pages.postMessage(seconds); };
  if (pages) pages.addEventListener("message", (event) => {
    lasts(event.data);
    if (said) say("You stay signed in.");
  });
  lasts(Number(ending.dataset.left));
  tell(Number(ending.dataset.left));
  setInterval(() => {
    const left = (end - Date.now()) / 1000;
    if (left <= 0) {
      say("You have been signed out. What you typed stays on this page until you leave it: copy it, and sign in again.");
      stay.hidden = true;
    } else if (left <= 120) {
      say("You will be signed out in less than two minutes, and what you are typing is not sent yet.");
      stay.hidden = false;
    }
  }, 1000);
  stay.addEventListener("click", async () => {
    try {
      const answer = await fetch("/session", { redirect: "manual", cache: "no-store" });
      const left = answer.ok ? Number(await answer.text()) : 0;
      lasts(left);
      tell(left);
      if (left > 120) say("You stay signed in.");
      else if (left > 0) say("You have been signed in for twelve hours, and will be signed out in a minute or two: send what you have typed.");
    } catch {
      say("The service cannot be reached just now. Try again in a moment.");
    }
  });
}

// A button that copies a field, where the browser lets pages copy.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const field = document.getElementById(button.dataset.copy), told = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = "The address is copied.";
    } catch {
      field.select();
      told.textContent = "Copying was not allowed: the address is marked, copy it by hand.";
    }
  });
}
