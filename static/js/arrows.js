// In a list marked data-arrow-list the arrow keys go from one row's link to the next, Home and End to the ends.
const steps = { ArrowDown: 1, ArrowUp: -1 };

document.addEventListener("keydown", (event) => {
  const list = event.target.closest("[data-arrow-list]");
  if (!list || event.altKey || event.ctrlKey || event.metaKey) return;
  const links = [...list.querySelectorAll("a")];
  const here = links.indexOf(event.target);
  let wanted = null;
  if (event.key in steps) wanted = links[here + steps[event.key]];
  if (event.key === "Home") wanted = links[0];
  if (event.key === "End") wanted = links.at(-1);
  if (here < 0 || !wanted) return;
  event.preventDefault();
  wanted.focus();
});
