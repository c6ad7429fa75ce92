SELECT 'remanentes', r.line, r.numero_cliente, 'remanente_ajustado', r.remanente_ajustado::text,
    'anterior × (1 + IPC) da ' || round(r.remanente_anterior * (1 + i.variacion), 1)
FROM new_remanentes r JOIN after_index i USING (mes)
WHERE abs(r.remanente_ajustado - r.remanente_anterior * (1 + i.variacion)) > 1
