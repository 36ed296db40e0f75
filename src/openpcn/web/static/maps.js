// Makes a drawn map movable: the same areas and practices in Leaflet, from this host only.
// The drawing stays in the page for print; the table beside is the route by keyboard.
import { map as makeMap, geoJSON, circleMarker, rectangle, marker, divIcon, control, svg, canvas, layerGroup } from "./vendor/leaflet/leaflet-src.esm.js";

const EDGES = {
  inside: [{ color: "#a3b0ba", weight: 0.8 }],
  below: [{ color: "#5b6e7b", weight: 1.8, dashArray: "5 4" }],
  above: [{ color: "#5b6e7b", weight: 4 }, { color: "#ffffff", weight: 2 }],
};
const CHOSEN = [{ color: "#ffffff", weight: 6 }, { color: "#003087", weight: 2.6 }];

function edgesOf({ band, chosen, layer }) {
  if (layer === "neighbourhood") return [{ color: "#7c2855", weight: 1.8, dashArray: "9 3 1 3" }];
  if (layer === "shade") return [{ color: "#ffffff", weight: 0.5 }];
  if (!chosen) return EDGES[band] ?? EDGES.inside;
  const edge = { ...CHOSEN[1], dashArray: band === "below" ? "8 5" : undefined };
  return band === "above" ? [CHOSEN[0], { ...edge, weight: 5 }, { color: "#ffffff", weight: 1.6 }] : [CHOSEN[0], edge];
}

function words({ name, href, words: said }) {
  const box = document.createElement("div");
  const title = document.createElement(href ? "a" : "strong");
  title.textContent = name;
  if (href) title.href = href;
  box.append(title);
  if (said) box.append(document.createElement("br"), said);
  return box;
}

function drawAreas(board, data, under, over) {
  const fills = geoJSON(data, {
    renderer: under,
    filter: ({ properties }) => properties.layer !== "neighbourhood",
    style: ({ properties }) => ({ stroke: false, fillColor: properties.fill || "#ffffff", fillOpacity: properties.fill ? 1 : 0 }),
    onEachFeature: (feature, layer) => layer.bindPopup(() => words(feature.properties)),
  });
  const group = layerGroup([fills]);
  const ranked = [...data.features].sort((a, b) => Number(Boolean(a.properties.chosen)) - Number(Boolean(b.properties.chosen)));
  for (const feature of ranked) {
    for (const style of edgesOf(feature.properties)) {
      group.addLayer(geoJSON(feature, { renderer: over, interactive: false, style: { ...style, fill: false } }));
    }
  }
  return group.addTo(board);
}

// Practices crowd on a map of the whole: their marks shrink as it is seen from further away.
const shrunk = (size, zoom) => Math.max(1.5, size * Math.min(1, Math.max(0.45, (zoom - 6) / 6)));

function drawPractices(board, data, renderer) {
  const dots = [];
  for (const { properties, geometry } of data.features) {
    const [longitude, latitude] = geometry.coordinates;
    const size = properties.patients === null ? 3 : Math.max(2.2, 5.5 * Math.sqrt(properties.patients / 10000));
    const look = { renderer, radius: shrunk(size, board.getZoom()), weight: properties.chosen ? 2 : 1, color: "#ffffff", fillOpacity: properties.chosen ? 1 : 0.8,
      fillColor: properties.chosen ? "#003087" : "#566573", pane: "practices" };
    const dot = properties.patients > 50000 ? square([latitude, longitude], size, look, board) : circleMarker([latitude, longitude], look);
    const said = properties.patients === null ? "list not known" : `${properties.patients.toLocaleString("en-GB")} patients`;
    if (dot.setRadius) board.on("zoomend", () => dot.setRadius(shrunk(size, board.getZoom())));
    dot.bindPopup(() => words({ ...properties, words: said }));
    dots.push(dot.addTo(board));
  }
  return dots;
}

// A square keeps its size on the screen at every zoom.
function square(place, size, look, board) {
  const corners = () => {
    const middle = board.project(place);
    const half = shrunk(size, board.getZoom());
    return [board.unproject(middle.subtract([half, half])), board.unproject(middle.add([half, half]))];
  };
  const box = rectangle(corners(), look);
  board.on("zoomend", () => box.setBounds(corners()));
  return box;
}

// Names that would overlap another, or a name of a larger area, are left out.
function drawNames(board, features, held) {
  held.clearLayers();
  const taken = [];
  const size = board.getSize();
  for (const { properties } of features) {
    if (properties.layer !== "area") continue;
    const [longitude, latitude] = properties.label;
    const at = board.latLngToContainerPoint([latitude, longitude]);
    const wide = properties.short.length * 6.6 + 8;
    const box = [at.x - wide / 2, at.y - 9, at.x + wide / 2, at.y + 9];
    const outside = box[0] < 0 || box[1] < 0 || box[2] > size.x || box[3] > size.y;
    if (outside || taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
    taken.push(box);
    const icon = divIcon({ className: "pcn-map-name", html: "", iconSize: [wide, 18] });
    const name = marker([latitude, longitude], { icon, interactive: false, keyboard: false });
    held.addLayer(name);
    name.getElement().textContent = properties.short;
  }
}

const bySize = (a, b) => Number(Boolean(b.properties.chosen)) - Number(Boolean(a.properties.chosen)) || extent(b) - extent(a);
const extent = ({ geometry }) => JSON.stringify(geometry).length;

async function start(place) {
  const drawing = [...place.children];
  const box = document.createElement("div");
  box.className = "pcn-leaflet pcn-no-print";
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", place.dataset.name);
  place.append(box);
  drawing.forEach((child) => child.classList.add("pcn-print-only"));
  const board = makeMap(box, { attributionControl: false, zoomSnap: 0.25, minZoom: 7, maxZoom: 15, scrollWheelZoom: false });
  control.scale({ imperial: false }).addTo(board);
  board.createPane("practices").style.zIndex = 450;
  const under = svg({ padding: 0.5 });
  const over = svg({ padding: 0.5, pane: "shadowPane" });
  const dots = canvas({ padding: 0.5, pane: "practices" });
  const names = layerGroup().addTo(board);
  const fetched = new Map();
  const held = async (zoom) => {
    if (!fetched.has(zoom)) fetched.set(zoom, fetch(`${place.dataset.areas}&zoom=${zoom}`).then((answer) => answer.json()));
    return fetched.get(zoom);
  };
  const rough = await held(9);
  const chosen = rough.features.filter(({ properties }) => properties.chosen);
  const shown = chosen.length ? chosen : rough.features.filter(({ properties }) => properties.layer !== "neighbourhood");
  board.fitBounds(geoJSON({ type: "FeatureCollection", features: shown }).getBounds().pad(0.01));
  let drawn = null;
  let features = [];
  const refresh = async () => {
    const zoom = Math.min(14, Math.max(7, Math.round(board.getZoom())));
    const data = await held(zoom);
    if (drawn) drawn.remove();
    drawn = drawAreas(board, data, under, over);
    features = [...data.features].sort(bySize);
    drawNames(board, features, names);
  };
  await refresh();
  board.on("zoomend", refresh);
  board.on("moveend", () => drawNames(board, features, names));
  drawPractices(board, await fetch(place.dataset.practices).then((answer) => answer.json()), dots);
  return { board, box, drawing };
}

document.querySelectorAll("[data-map]").forEach((place) => {
  const button = document.querySelector("[data-map-switch]");
  if (!button) return;
  const first = button.textContent;
  let live = null;
  let moves = false;
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    live ??= await start(place);
    moves = !moves;
    live.box.hidden = !moves;
    live.drawing.forEach((child) => child.classList.toggle("pcn-print-only", moves));
    if (moves) live.board.invalidateSize();
    button.textContent = moves ? button.dataset.other : first;
    button.disabled = false;
  });
});
