// Marking a point on the map that we draw. Without this the two numbers are typed.
const degrees = (value) => value.toFixed(5);
const numberOf = (input) => (input.value.trim() === "" ? NaN : Number(input.value));

function parts() {
  const map = document.querySelector("[data-point-map]");
  const form = map?.closest("form");
  if (!form) return null;
  const about = Object.fromEntries(
    ["x", "y", "west", "north", "across", "down"].map((name) => [name, Number(map.dataset[name])]));
  return { map, about, dot: map.querySelector("circle"), longitude: form.elements.longitude, latitude: form.elements.latitude };
}

function show({ about, dot, longitude, latitude }) {
  const east = numberOf(longitude);
  const north = numberOf(latitude);
  const isPoint = Number.isFinite(east) && Number.isFinite(north);
  dot.toggleAttribute("hidden", !isPoint);
  if (!isPoint) return;
  dot.setAttribute("cx", about.x + (east - about.west) * about.across);
  dot.setAttribute("cy", about.y + (about.north - north) * about.down);
}

document.addEventListener("click", (event) => {
  const here = event.target.closest?.("[data-point-map]") && parts();
  if (!here) return;
  const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(here.map.getScreenCTM().inverse());
  here.longitude.value = degrees(here.about.west + (place.x - here.about.x) / here.about.across);
  here.latitude.value = degrees(here.about.north - (place.y - here.about.y) / here.about.down);
  here.latitude.dispatchEvent(new Event("input", { bubbles: true }));
  show(here);
});

document.addEventListener("input", (event) => {
  if (event.target.name !== "longitude" && event.target.name !== "latitude") return;
  const here = parts();
  if (here) show(here);
});
