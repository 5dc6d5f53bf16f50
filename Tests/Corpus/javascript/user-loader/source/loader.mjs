export async function loadUser(store, id) {
  const row = store.find(id);
  return { id, name: row.name.toUpperCase() };
}

export async function loadAll(store, ids) {
  return Promise.all(ids.map((id) => loadUser(store, id)));
}
