function discount(customer, amount) {
  if (customer.member && amount >= 100) return 0.1;
  if (customer.member || amount > 200) return 0.05;
  return 0;
}

function price(customer, amount) {
  return amount * (1 - discount(customer, amount));
}

module.exports = { discount, price };
