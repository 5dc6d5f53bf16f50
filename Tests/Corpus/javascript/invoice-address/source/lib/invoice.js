'use strict';

function heading(customer) {
  return `${customer.name}, ${customer.address.city}`;
}

function cityOf(customer) {
  return customer.address.city;
}

function groupByCity(customers) {
  const groups = new Map();
  for (const customer of customers) {
    const city = cityOf(customer) ?? 'unknown';
    groups.set(city, (groups.get(city) ?? 0) + 1);
  }
  return groups;
}

module.exports = { heading, cityOf, groupByCity };
