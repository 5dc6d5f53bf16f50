// Listeners for the events of a shop.

class Emitter {
  constructor() {
    this.listeners = [];
  }

  on(listener) {
    this.listeners.push(listener);
  }

  off(listener) {
    const index = this.listeners.indexOf(listener);
    if (index >= 0) {
      this.listeners.splice(index, 1);
    }
  }

  once(listener) {
    const only = (event) => {
      this.off(only);
      listener(event);
    };
    this.on(only);
  }

  emit(event) {
    for (const listener of this.listeners) {
      listener(event);
    }
  }
}

module.exports = { Emitter };
