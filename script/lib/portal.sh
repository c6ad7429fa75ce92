# What stands between a set-up and a server: schema, static files, a network to show.

manage() { (cd "$root" && exec "$python" manage.py "$@"); }

# prepare_portal: schema, static files, a publication to show. One at a time in a checkout.
prepare_portal() {
    lock_setup
    run_step "database: schema" manage migrate --no-input
    collect_static
    run_step "demo network: loading it, unless a network is there" manage load_demo --if-empty
    unlock_setup
}

# prepare_static: for commands that start servers of their own.
prepare_static() {
    lock_setup
    collect_static
    unlock_setup
}

collect_static() {
    local wanted
    wanted=$(static_sources | sha256sum | cut -c 1-16)
    [[ $(cat "$var/static.stamp" 2>/dev/null) == "$wanted" ]] && return 0
    rm -rf "$var/static" "$var/static.stamp"
    run_step "static files" "$root/script/lib/static"
    echo "$wanted" >"$var/static.stamp"
}

static_sources() {
    echo "${DEBUG:-}"
    (cd "$root" && find static layers/base -type f -exec stat -c '%n %s %Y' {} + | sort &&
        cat requirements.txt package-lock.json geoportal/*.py script/lib/static)
}
