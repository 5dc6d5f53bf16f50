/** Groups notes by their tags. */
function byTag(notes) {
  const groups = {};
  for (const note of notes) {
    for (const tag of note.tags) {
      groups[tag].push(note.id);
    }
  }
  return groups;
}

function count(notes) {
  return notes.length;
}

module.exports = { byTag, count };
