// Runs a script's createForm() against a stand-in for Google's FormApp, SpreadsheetApp and Logger,
// and prints as JSON what was made, with the headers of the linked response sheet:
// Timestamp, each question's title, each grid row as "Title [Row]"; layout items have no column.
// Like Google, it refuses unknown methods, items without choices, and doubled choices.
// Usage: node form_standin.js SCRIPT.js

"use strict";
const fs = require("fs");
const vm = require("vm");

function refuse(problem) {
  throw new Error("Google Forms would refuse this: " + problem);
}

function texts(values, what) {
  if (!Array.isArray(values) || values.length === 0) refuse(what + " must be a list of texts");
  values.forEach((value) => text(value, what));
  if (new Set(values).size !== values.length) refuse(what + " holds a text twice");
  return [...values];
}

function text(value, what) {
  if (typeof value !== "string" || value === "") refuse(what + " must be a text");
  return value;
}

function flag(value, what) {
  if (typeof value !== "boolean") refuse(what + " must be true or false");
  return value;
}

// A setter that keeps a checked value under a name and can be chained.
function setters(item, checks) {
  for (const [method, [name, check]] of Object.entries(checks)) {
    item[method] = (value) => {
      item.made[name] = check(value, method);
      return item;
    };
  }
  return item;
}

const TITLED = { setTitle: ["title", text], setHelpText: ["help", text] };
const ASKED = { ...TITLED, setRequired: ["required", flag] };
const CHOSEN = { ...ASKED, setChoiceValues: ["choices", texts], showOtherOption: ["other", flag] };
const ITEMS = {
  addSectionHeaderItem: ["section", TITLED],
  addPageBreakItem: ["page", TITLED],
  addMultipleChoiceItem: ["choice", CHOSEN],
  addCheckboxItem: ["checkbox", CHOSEN],
  addGridItem: ["grid", { ...ASKED, setRows: ["rows", texts], setColumns: ["choices", texts] }],
  addTextItem: ["text", { ...ASKED, setValidation: ["validation", validation] }],
  addDateItem: ["date", ASKED],
};

function validation(value) {
  if (!value || value.built !== true) refuse("a validation must be built with build()");
  return [value.low, value.high];
}

const form = { items: [] };
const handle = setters({ made: form }, {
  setDescription: ["description", text],
  setCollectEmail: ["collectEmail", flag],
  setAllowResponseEdits: ["responseEdits", flag],
  setProgressBar: ["progressBar", flag],
});
handle.getPublishedUrl = () => "https://forms.example/view";
handle.getEditUrl = () => "https://forms.example/edit";
handle.setDestination = (type, id) => {
  if (type !== "SPREADSHEET" || id !== "sheet-1") refuse("the destination is no spreadsheet");
  form.destination = id;
  return handle;
};
for (const [method, [kind, checks]] of Object.entries(ITEMS)) {
  handle[method] = () => {
    const made = { kind, required: false, other: false };
    form.items.push(made);
    return setters({ made }, checks);
  };
}

const logged = [];
const google = {
  FormApp: {
    DestinationType: { SPREADSHEET: "SPREADSHEET" },
    create(title) {
      if (form.title !== undefined) refuse("only one form is expected");
      form.title = text(title, "create");
      return handle;
    },
    createTextValidation: () => ({
      requireNumberBetween(low, high) {
        if (!(low <= high)) refuse("the number validation is empty");
        return { build: () => ({ built: true, low, high }) };
      },
    }),
  },
  SpreadsheetApp: {
    create(name) {
      form.sheet = text(name, "SpreadsheetApp.create");
      return { getId: () => "sheet-1", getUrl: () => "https://sheets.example/1" };
    },
  },
  Logger: { log: (line) => logged.push(text(line, "Logger.log")) },
};

function headers(item) {
  if (item.kind === "section" || item.kind === "page") return [];
  text(item.title, "a title");
  if (["choice", "checkbox", "grid"].includes(item.kind)) texts(item.choices, "choices");
  if (item.kind !== "grid") return [item.title];
  return texts(item.rows, "rows").map((row) => item.title + " [" + row + "]");
}

const context = vm.createContext(google);
vm.runInContext(fs.readFileSync(process.argv[2], "utf8"), context);
context.createForm();
const own = form.collectEmail === false ? ["Timestamp"] : ["Timestamp", "Email Address"];
const all = form.destination === undefined ? [] : own.concat(...form.items.map(headers));
process.stdout.write(JSON.stringify({ ...form, logged, headers: all }));
