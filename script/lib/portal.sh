# What stands between a set-up and a server: schema, static files, a network to show.

manage() { (cd "$root" && exec "$python" manage.py "$@"); }

# prepare_portal: schema, static files, a publication to show. One at a time in a checkout.
prepare_portal() {
    lock_setup
    run_step "database: schema" manage migrate --no-input
    collect_static
    local accounts=$var/demo_accounts.json fresh=
    [[ -e $accounts ]] || fresh=yes
    run_step "demo: loading its network and people, unless a network is there" manage load_demo --if-empty
    [[ -z $fresh || ! -e $accounts ]] || show_sign_ins
    unlock_setup
}

# Shown once, and to the terminal alone: they are in no log.
show_sign_ins() {
    say "invented people to sign in as (var/demo_accounts.json keeps them): role, RUT, password"
    manage load_demo --sign-ins | while read -r line; do say "  $line"; done
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
