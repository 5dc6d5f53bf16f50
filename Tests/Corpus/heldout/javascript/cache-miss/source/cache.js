// A cache whose entries live for a while.

class Cache {
  constructor(lifetime, now = Date.now) {
    this.lifetime = lifetime;
    this.now = now;
    this.entries = new Map();
  }

  set(key, value) {
    this.entries.set(key, { value, until: this.now() + this.lifetime });
  }

  get(key) {
    const { value, until } = this.entries.get(key);
    if (until <= this.now()) {
      this.entries.delete(key);
      return undefined;
    }
    return value;
  }

  get size() {
    return this.entries.size;
  }
}

module.exports = { Cache };
