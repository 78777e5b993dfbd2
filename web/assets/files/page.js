// Small comforts; every page works without them.
"use strict";

// "/" goes to the search box, as on many sites.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.getElementById("q");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// Empty fields stay out of the address.
document.addEventListener("submit", (event) => {
  for (const input of event.target.querySelectorAll("input[name]")) {
    if (input.value.trim() === "") input.disabled = true;
  }
});

// Coming back with the browser's button finds the fields usable again.
window.addEventListener("pageshow", () => {
  for (const input of document.querySelectorAll("input:disabled")) input.disabled = false;
});
