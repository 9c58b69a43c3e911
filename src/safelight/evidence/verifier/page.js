/* The page around the checks */

const element = (id) => document.getElementById(id);
const made = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

const inFolder = (files) => new Map(files.map((each) => [each.webkitRelativePath.split("/").slice(1).join("/"), each]));

const chosen = () => {
  const folder = [...element("folder").files];
  const files = [...element("files").files];
  if (folder.length > 0 && files.length > 0) return null;
  if (folder.length > 0) return { folder: inFolder(folder) };
  if (files.length > 0) return { files: inOrder(files) };
  return null;
};

/* Two checkpoints come in either order: the one with a proof in it is the later one. */
const inOrder = (files) => {
  const named = files.map((blob) => ({ name: blob.name, blob }));
  const rank = ({ name }) => (/\.(tlog-proof|zip)$/.test(name) ? 0 : 1) + (/\.proof$/.test(name) ? 1 : 0);
  return named.sort((a, b) => rank(a) - rank(b));
};

const answered = (answer, given) => {
  const result = element("result");
  result.className = answer.holds ? "holds" : "fails";
  result.replaceChildren(made("h2", answer.holds ? "Everything holds" : "This does not hold"));
  if (answer.problem) result.append(Object.assign(made("p", answer.problem), { className: "problem" }));
  if (answer.sentences.length > 0) {
    const list = document.createElement("ul");
    list.append(...answer.sentences.map((each) => made("li", each)));
    if (!answer.holds) result.append(made("p", "What was checked before that, and holds:"));
    result.append(list);
  }
  if (answer.holds) result.append(made("p", "It is what was signed. Whether what people said in it is true is not shown."));
  if (answer.holds && given.folder) result.append(...contents(given.folder));
  result.focus();
};

const contents = (folder) => {
  const list = document.createElement("ul");
  for (const path of [...folder.keys()].sort(byCodePoint)) {
    const item = document.createElement("li");
    item.append(Object.assign(made("a", path), { href: encodeURI(path) }));
    list.append(item);
  }
  const details = document.createElement("details");
  details.append(made("summary", `The ${folder.size} files that were checked`), list);
  return [details];
};

element("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const given = chosen();
  if (given === null) {
    answered({ holds: false, problem: "Choose either one folder or files, and try again.", sentences: [] }, {});
    return;
  }
  const button = event.target.querySelector("button");
  button.disabled = true;
  element("result").className = "";
  element("result").replaceChildren(made("p", "Checking. Large files take a while."));
  const witnesses = element("witnesses").value.split("\n").filter((line) => line.trim() !== "");
  try {
    answered(await check(given, element("key").value, witnesses), given);
  } catch (problem) {
    const sentence = `The check could not be finished (${problem.message}). Use verify.py instead.`;
    answered({ holds: false, problem: sentence, sentences: [] }, given);
  } finally {
    button.disabled = false;
  }
});
