// The picture of the network: drawn from the page's own data, in the page's own colours. The table says the same.
const place = document.getElementById("network");
const source = document.getElementById("network-data");

// A token may be light-dark(): only a drawn element knows which of the two counts.
function colour(token) {
  const probe = document.createElement("span");
  probe.style.color = `var(${token})`;
  place.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

const FILLS = {
  club: "--nc-teal-fill", school: "--nc-blue", field: "--nc-line-strong", idea: "--nc-orange-bright",
  challenge: "--nc-red", offer: "--nc-green", organisation: "--nc-yellow",
};
const SHAPES = {
  club: "ellipse", school: "round-rectangle", field: "round-diamond", idea: "round-triangle",
  challenge: "round-pentagon", offer: "round-hexagon", organisation: "round-rectangle",
};
const shortened = (text) => (text.length > 42 ? `${text.slice(0, 40)}…` : text);

function looks() {
  const ink = colour("--nc-ink");
  const path = colour("--nc-orange-bright");
  return [
    {
      selector: "node",
      style: {
        label: "data(short)", color: ink, "font-family": getComputedStyle(place).fontFamily, "font-size": 11,
        "text-wrap": "wrap", "text-max-width": 104, "text-valign": "bottom", "text-margin-y": 5,
        "text-background-color": colour("--nc-surface"), "text-background-opacity": 0.82, "text-background-padding": 2,
        width: 26, height: 26, "border-width": 0, "min-zoomed-font-size": 6,
      },
    },
    ...Object.entries(FILLS).map(([kind, token]) => ({
      selector: `node[kind = "${kind}"]`,
      style: { "background-color": colour(token), shape: SHAPES[kind] },
    })),
    { selector: "node[?centre]", style: { width: 42, height: 42, "font-size": 13, "font-weight": 600 } },
    { selector: "node[?path]", style: { "border-width": 4, "border-color": path } },
    {
      selector: "edge",
      style: { width: 1.5, "line-color": colour("--nc-line-strong"), "curve-style": "straight", opacity: 0.55 },
    },
    { selector: "edge[?path]", style: { width: 4, "line-color": path, opacity: 1 } },
    { selector: ".away", style: { opacity: 0.18 } },
    { selector: "edge.near", style: { label: "data(label)", color: ink, "font-size": 10, opacity: 1,
      "text-background-color": colour("--nc-surface"), "text-background-opacity": 0.9, "text-background-padding": 2 } },
  ];
}

function elements(data) {
  const nodes = data.nodes.map((node) => ({
    data: { ...node, short: shortened(node.label), centre: node.id === data.centre },
  }));
  return [...nodes, ...data.edges.map((edge, number) => ({ data: { id: `tie-${number}`, ...edge } }))];
}

function draw() {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const graph = window.cytoscape({
    container: place,
    elements: elements(JSON.parse(source.textContent)),
    style: looks(),
    minZoom: 0.3,
    maxZoom: 2.5,
    // One finger scrolls the page; the picture moves by its nodes and by pinching.
    userPanningEnabled: !window.matchMedia("(pointer: coarse)").matches,
    userZoomingEnabled: !window.matchMedia("(pointer: fine)").matches,
    layout: {
      name: "cose", animate: false, randomize: false, padding: 28, nodeRepulsion: 26000, idealEdgeLength: 96,
      nodeOverlap: 24, gravity: 0.35, numIter: still ? 600 : 1200, componentSpacing: 60,
    },
  });
  graph.on("tap", "node", (event) => {
    const address = event.target.data("url");
    if (address) window.location.assign(address);
  });
  graph.on("mouseover", "node", (event) => {
    const near = event.target.closedNeighborhood();
    graph.elements().not(near).addClass("away");
    near.edges().addClass("near");
    place.classList.toggle("nc-graph-link", Boolean(event.target.data("url")));
  });
  graph.on("mouseout", "node", () => {
    graph.elements().removeClass("away near");
    place.classList.remove("nc-graph-link");
  });
  new MutationObserver(() => graph.style(looks())).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  window.addEventListener("resize", () => graph.fit(undefined, 28));
}

if (place && source) {
  if (window.cytoscape) draw();
  else window.addEventListener("load", draw, { once: true });
}
