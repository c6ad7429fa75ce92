"""Connection capacity. The core (units, grid, radial, sweep, engine, criteria, hosting) knows numbers only, no Django."""
