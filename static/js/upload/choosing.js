/*
 * What somebody chose or dropped, as a flat list of {file, path}: folders gone through to their ends, files that the
 * operating system put there for itself passed over (the server knows the same list: esgcheck/documents/names.py).
 */
const CLUTTER =
  /(^|\/)(__MACOSX\/|\.git\/|\.svn\/|\.Trash[^/]*\/|\$RECYCLE\.BIN\/|System Volume Information\/)|(^|\/)(\.[^/]*|~\$[^/]*|Thumbs\.db|ehthumbs\.db|desktop\.ini|Icon\r?)$/i;

/* Without system files, and how many of those there were. Somebody who chose one file by itself means that file. */
const sifted = (found) => {
  if (found.length < 2) return { found, passedOver: 0 };
  const wanted = found.filter(({ path }) => !CLUTTER.test(path));
  return { found: wanted, passedOver: found.length - wanted.length };
};

export const fromInput = (input) =>
  sifted([...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));

const fileOf = (entry) => new Promise((done, failed) => entry.file(done, failed));

/* A folder tells its entries by hundreds: asked until it has no more. */
const entriesOf = async (folder) => {
  const reader = folder.createReader();
  const all = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return all;
    all.push(...some);
  }
};

const walk = async (entry, found, told) => {
  const path = entry.fullPath.replace(/^\//, "");
  try {
    if (entry.isFile) found.push({ file: await fileOf(entry), path });
    else for (const inner of await entriesOf(entry)) await walk(inner, found, told);
  } catch {
    found.push({ file: undefined, path });
  }
  told(found.length);
};

/*
 * Call it while the event lasts: afterwards the browser has forgotten what was dropped. ``told`` hears how many files
 * were found so far. A file that cannot be opened has no ``file``.
 */
export const fromDrop = async (transfer, told) => {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return sifted([...transfer.files].map((file) => ({ file, path: file.name })));
  const found = [];
  for (const entry of entries) await walk(entry, found, told);
  return sifted(found);
};
