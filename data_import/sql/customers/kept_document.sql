LEFT JOIN delivered_document d ON d.name = n.{document} LEFT JOIN {model} t ON {same} LEFT JOIN customers_storedfile f
    ON f.id = t.{file}
