// Saves and shares the card as an image. It is drawn here, from what the page shows: the server
// never has it, so no answer lies in a file.
const SVG = "http://www.w3.org/2000/svg";
let card;

function drawing(plot) {
  const { width, height } = plot.getBoundingClientRect();
  const whole = document.createElementNS(SVG, "svg");
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  Object.entries(size).forEach(([name, value]) => whole.setAttribute(name, value));
  plot.querySelectorAll(".main-svg").forEach((layer) => whole.append(layer.cloneNode(true)));
  whole.querySelectorAll("text").forEach((text) => text.remove());
  const source = new XMLSerializer().serializeToString(whole);
  return { width, height, source: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}` };
}

// The words one by one: in an image of its own a drawing has none of the page's fonts.
function write(brush, plot) {
  const corner = plot.getBoundingClientRect();
  for (const text of plot.querySelectorAll(".main-svg text")) {
    if (!text.getNumberOfChars()) continue;
    const at = text.getStartPositionOfChar(0).matrixTransform(text.getScreenCTM());
    const style = window.getComputedStyle(text.querySelector("tspan") ?? text);
    brush.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    brush.fillStyle = style.fill;
    brush.fillText(text.textContent, at.x - corner.x, at.y - corner.y);
  }
}

async function painted() {
  const plot = document.querySelector(card.plot);
  const { width, height, source } = drawing(plot);
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = document.createElement("canvas");
  const sharpness = Number(card.sharpness);
  canvas.width = width * sharpness;
  canvas.height = height * sharpness;
  const brush = canvas.getContext("2d");
  brush.scale(sharpness, sharpness);
  brush.fillStyle = card.paper;
  brush.fillRect(0, 0, width, height);
  brush.drawImage(image, 0, 0, width, height);
  write(brush, plot);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  return new File([blob], card.file, { type: "image/png" });
}

async function save() {
  const file = await painted();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

async function share() {
  const files = [await painted()];
  const offer = { files, title: card.title, text: card.link };
  if (!navigator.canShare?.(offer)) return; // the page shows the link instead
  await navigator.share(offer).catch(() => {}); // whoever closes the sheet shares nothing
}

function pressed(event) {
  if (!card || !document.querySelector(card.plot)) return;
  if (event.target.closest(card.save)) save();
  if (event.target.closest(card.share)) share();
}

export default function ({ data }) {
  if (!card) document.addEventListener("click", pressed);
  card = data;
}
