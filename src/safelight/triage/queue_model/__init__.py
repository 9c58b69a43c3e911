"""A model of a force's queue: what an order of work does to harm, before anybody works by it."""
