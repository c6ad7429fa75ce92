SELECT 'remanentes', min(line), NULL, 'mes', to_char(mes, 'YYYY-MM'),
    'no hay IPC de ese mes: el remanente ajustado no se pudo revisar'
FROM new_remanentes r
WHERE remanente_ajustado IS NOT NULL AND NOT EXISTS (SELECT FROM after_index i WHERE i.mes = r.mes)
GROUP BY mes
