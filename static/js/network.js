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
        label: "data(short)", color: ink, "font-family": getComputedStyle(place).fontFamily, "font-size": 17,
        "text-wrap": "wrap", "text-max-width": 150, "text-valign": "bottom", "text-margin-y": 5,
        "text-background-color": colour("--nc-surface"), "text-background-opacity": 0.82, "text-background-padding": 2,
        width: 32, height: 32, "border-width": 0, "min-zoomed-font-size": 7,
      },
    },
    ...Object.entries(FILLS).map(([kind, token]) => ({
      selector: `node[kind = "${kind}"]`,
      style: { "background-color": colour(token), shape: SHAPES[kind] },
    })),
    { selector: "node[?centre]", style: { width: 52, height: 52, "font-size": 20, "font-weight": 600 } },
    { selector: "node[?path]", style: { "border-width": 4, "border-color": path } },
    {
      selector: "edge",
      style: { width: 1.5, "line-color": colour("--nc-line-strong"), "curve-style": "straight", opacity: 0.55 },
    },
    { selector: "edge[?path]", style: { width: 4, "line-color": path, opacity: 1 } },
    { selector: ".away", style: { opacity: 0.18 } },
    { selector: "edge.near", style: { label: "data(label)", color: ink, "font-size": 15, opacity: 1,
      "text-background-color": colour("--nc-surface"), "text-background-opacity": 0.9, "text-background-padding": 2 } },
  ];
}

function elements(data) {
  const nodes = data.nodes.map((node) => ({
    data: { ...node, short: shortened(node.label), centre: node.id === data.centre },
  }));
  return [...nodes, ...data.edges.map((edge, number) => ({ data: { id: `tie-${number}`, ...edge } }))];
}

// The layout knows nothing of the frame: a tall drawing in a wide frame is laid on its side and stretched to fill it.
function fill(graph) {
  const { w, h } = graph.nodes().boundingBox({ includeLabels: false });
  const wide = place.clientWidth / place.clientHeight;
  const turned = w > h !== wide > 1;
  const shape = turned ? h / w : w / h;
  const stretch = Math.min(Math.max(wide / shape, 0.4), 2.5);
  graph.nodes().positions((node) => {
    const { x, y } = node.position();
    return turned ? { x: y * stretch, y: x } : { x: x * stretch, y };
  });
  graph.fit(undefined, 28);
}

function draw() {
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
      name: "cose", animate: false, randomize: false, padding: 24, nodeDimensionsIncludeLabels: true,
      nodeRepulsion: 6000, idealEdgeLength: 30, nodeOverlap: 20, gravity: 0.6, numIter: 1500,
    },
  });
  fill(graph);
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
