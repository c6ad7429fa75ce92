INSERT INTO {table} (publication_id, id, source_id, name, comuna_code, vnr_code, substation_id, kind,
    distributor, source_node, declared_power_kva, installed_power_kva, nominal_kv, source_voltage_pu,
    comuna_codes, geom)
SELECT {number}, s.id, s.source_id, s.name, s.comuna_code, s.vnr_code, s.substation_id, s.kind,
    s.distributor, s.source_node, s.declared_power_kva, x.kva, s.nominal_kv, s.source_voltage_pu,
    coalesce(x.comunas, '{{}}'), v.geom
FROM staged_alimentadores s
LEFT JOIN (
    SELECT feeder_id, sum(rated_power_kva) kva, array_agg(DISTINCT comuna_code) FILTER (WHERE comuna_code IS
        NOT NULL) comunas
    FROM {transformers}
    GROUP BY feeder_id) x ON x.feeder_id = s.id
LEFT JOIN (
    SELECT feeder_id, st_multi(st_linemerge(st_collect(geom))) geom
    FROM {spans}
    WHERE voltage_class IS DISTINCT FROM 'BT'
    GROUP BY feeder_id) v ON v.feeder_id = s.id
