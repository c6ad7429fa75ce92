SELECT 'repartos_eg', min(line), contrato, 'fraccion', sum(fraccion)::text, 'las fracciones del contrato no suman 1'
FROM new_repartos_eg r
WHERE NOT EXISTS (SELECT FROM refused_row f WHERE (f.layer, f.service) = ('repartos_eg', r.contrato))
GROUP BY contrato
HAVING abs(sum(fraccion) - 1) > 0.00001 * count(*)
