CREATE TEMP TABLE traced (n int, root int, upstream int, upstream_edge int, transformer_edge int, depth int,
    distance_m float8, tree_in int, tree_out int, component int) ON COMMIT DROP
