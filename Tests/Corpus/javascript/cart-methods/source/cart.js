class Cart {
  constructor() {
    this.items = [];
  }

  add(name, price) {
    this.items.push({ name, price });
    return this;
  }

  has(name) {
    return this.names().contains(name);
  }

  names() {
    return this.items.map((item) => item.name);
  }

  total() {
    return this.items.reduce((sum, item) => sum + item.price, 0);
  }
}

module.exports = { Cart };
