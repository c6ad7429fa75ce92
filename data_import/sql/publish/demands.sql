INSERT INTO {table} (publication_id, layer, asset_id, month, minimum, maximum, daytime_minimum, unit,
    source, energy_kwh)
SELECT {number}, layer, asset_id, month, minimum, maximum, daytime_minimum, unit, source, energy_kwh
FROM staged_demandas
