// Saves and shares the pictures of a page. They are drawn here, from what the page shows: the
// server never has them, so no answer lies in a file. What stands around a picture it carries in
// its own layout's meta: its file's name, its title, the lines above and below it, its link.
const SVG = "http://www.w3.org/2000/svg";
const FONTS = "'Source Sans 3', 'Source Sans Pro', system-ui, 'Segoe UI', Roboto, Arial, sans-serif";
const EDGE = 24; // px of paper around a picture that has lines above and below
const LINE = 1.4; // of a line's size
const TITLE = 1.35; // of the picture's own type
const WIDEST = 2400; // pixels of an image
const MOST = 16e6; // pixels that every browser's canvas takes
const SHARPEST = 3; // pixels a px
let listening = false;

function element(name, said, ...within) {
  const made = document.createElementNS(SVG, name);
  Object.entries(said).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...within);
  return made;
}

// The marks alone: what a pointer needs goes, and lines grow with the picture.
function marks(plot) {
  const all = element("g", {});
  plot.querySelectorAll(".main-svg").forEach((layer) => all.append(layer.cloneNode(true)));
  const idle = "text, .draglayer, .hoverlayer, .zoomlayer";
  all.querySelectorAll(idle).forEach((each) => each.remove());
  all.querySelectorAll("[style]").forEach((each) => each.style.removeProperty("vector-effect"));
  return all;
}

// What a picture carries, as plain text: in a layout all is as Plotly may show it.
function carried({ layout }) {
  const escaped = JSON.stringify(layout.meta);
  const plain = escaped.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  return JSON.parse(plain);
}

function opacity(node, plot) {
  const own = Number(window.getComputedStyle(node).opacity);
  return node === plot ? own : own * opacity(node.parentElement, plot);
}

// The words one by one, each piece of one style with its place and width: so they are in their
// place in any font, and in an image, which has none of the page's.
function words(plot) {
  const corner = plot.getBoundingClientRect();
  const found = [];
  for (const text of plot.querySelectorAll(".main-svg text")) {
    const end = text.getNumberOfChars();
    const pieces = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let from = 0; pieces.nextNode() && from < end; from += pieces.currentNode.length) {
      const said = pieces.currentNode.data;
      if (!said.trim()) continue;
      const last = Math.min(from + said.length, end) - 1;
      const [one, other] = [text.getStartPositionOfChar(from), text.getEndPositionOfChar(last)];
      const { a, b, c, d, e, f } = text.getScreenCTM();
      const style = window.getComputedStyle(pieces.currentNode.parentElement);
      found.push({
        said,
        matrix: [a, b, c, d, e - corner.x, f - corner.y],
        x: Math.min(one.x, other.x),
        y: one.y,
        wide: text.getSubStringLength(from, last + 1 - from),
        size: parseFloat(style.fontSize),
        weight: style.fontWeight,
        fill: style.fill,
        opacity: opacity(pieces.currentNode.parentElement, plot),
      });
    }
  }
  return found;
}

// Lines as wide as the picture, from a place downwards; and where they end.
function lines(told, from, width, type) {
  const brush = document.createElement("canvas").getContext("2d");
  brush.font = `${type.weight} ${type.size}px ${type.family}`;
  const wide = (said) => brush.measureText(said).width;
  const broken = told.flatMap((each) =>
    each.split(" ").reduce((all, word) => {
      const longer = `${all.at(-1)} ${word}`.trim();
      return wide(longer) > width ? [...all, word] : [...all.slice(0, -1), longer];
    }, [""]),
  );
  const put = broken.filter(Boolean).map((said, number) => ({
    ...type,
    said,
    matrix: [1, 0, 0, 1, 0, 0],
    x: EDGE,
    y: from + type.size * (1 + number * LINE),
    wide: wide(said),
    opacity: 1,
  }));
  return { put, end: from + put.length * type.size * LINE };
}

// A picture with all that stands around it: its size, its marks, its words.
function composed(plot) {
  const { width, height } = plot.getBoundingClientRect();
  const meta = carried(plot);
  const { font, paper_bgcolor: paper, xaxis } = plot.layout;
  const family = window.getComputedStyle(plot.querySelector("text") ?? plot).fontFamily;
  const whole = { width, height, paper, family, meta, marks: marks(plot), words: words(plot) };
  if (!meta.below) return whole;
  const ink = { family, size: font.size * TITLE, weight: "600", fill: font.color };
  const fine = { family, size: font.size, weight: "400", fill: xaxis.tickfont.color };
  const title = lines([meta.title], EDGE, width, ink);
  const above = lines(meta.above, title.end, width, fine);
  const top = above.end + EDGE / 2;
  const below = lines([...meta.below, meta.link], top + height + EDGE / 2, width, fine);
  whole.marks.setAttribute("transform", `translate(${EDGE} ${top})`);
  whole.words.forEach(({ matrix }) => ((matrix[4] += EDGE), (matrix[5] += top)));
  whole.words.push(...title.put, ...above.put, ...below.put);
  return { ...whole, width: width + 2 * EDGE, height: below.end + EDGE };
}

function drawn({ width, height, paper, meta, marks: inked }, ...more) {
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  const sheet = element("rect", { width, height, fill: paper });
  const title = element("title", {}, meta.title);
  const whole = element("svg", { ...size, role: "img" }, title, sheet, inked, ...more);
  return new XMLSerializer().serializeToString(whole);
}

function written({ said, matrix, x, y, wide, size, weight, fill, opacity: seen }) {
  const type = { "font-size": size, "font-weight": weight, fill, opacity: seen };
  const width = { textLength: wide, lengthAdjust: "spacingAndGlyphs" };
  const place = { transform: `matrix(${matrix.join(" ")})`, x, y };
  return element("text", { ...place, ...type, ...width, style: "white-space: pre" }, said);
}

function asSvg(picture) {
  const told = element("g", { "font-family": FONTS }, ...picture.words.map(written));
  return new Blob([drawn(picture, told)], { type: "image/svg+xml" });
}

async function asPng(picture) {
  const { width, height, family } = picture;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn(picture))}`;
  await image.decode();
  const sharp = Math.min(SHARPEST, WIDEST / width, Math.sqrt(MOST / (width * height)));
  const canvas = document.createElement("canvas");
  canvas.width = width * sharp;
  canvas.height = height * sharp;
  const brush = canvas.getContext("2d");
  brush.scale(sharp, sharp);
  brush.drawImage(image, 0, 0, width, height);
  for (const each of picture.words) {
    brush.save();
    brush.transform(...each.matrix);
    brush.font = `${each.weight} ${each.size}px ${family}`;
    brush.fillStyle = each.fill;
    brush.globalAlpha = each.opacity;
    brush.fillText(each.said, each.x, each.y);
    brush.restore();
  }
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

async function file(plot, ending) {
  const picture = composed(plot);
  const blob = await (ending === "svg" ? asSvg(picture) : asPng(picture));
  return new File([blob], `${picture.meta.file}.${ending}`, { type: blob.type });
}

async function save(plot, ending) {
  const link = document.createElement("a");
  const saved = await file(plot, ending);
  link.href = URL.createObjectURL(saved);
  link.download = saved.name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

async function share(plot) {
  const { title, link: text } = carried(plot);
  const offer = { files: [await file(plot, "png")], title, text };
  if (!navigator.canShare?.(offer)) return; // the page shows the link instead
  await navigator.share(offer).catch(() => {}); // whoever closes the sheet shares nothing
}

function called(name) {
  return document.querySelector(`.st-key-${CSS.escape(name)} .js-plotly-plot`);
}

// A link to #name.png or #name.svg saves the picture of that name; share-name shares it.
function pressed(event) {
  const asked = event.target.closest("a")?.getAttribute("href")?.match(/^#(.+)\.(png|svg)$/);
  const plot = asked && called(asked[1]);
  if (plot) {
    event.preventDefault();
    save(plot, asked[2]);
  }
  const within = event.target.closest("button")?.closest("[class*=st-key-share-]");
  const shared = within && called(within.className.match(/st-key-share-(\S+)/)[1]);
  if (shared) share(shared);
}

export default function () {
  if (!listening) document.addEventListener("click", pressed);
  listening = true;
}
