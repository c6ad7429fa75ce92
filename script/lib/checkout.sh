# The checkout: its folder for what is made here (var/), who owns it, and the lock of the set-up.

prepare_var() {
    umask 022
    if [[ -e $var && ! -O $var ]]; then
        fail "var/ belongs to $(stat -c %U "$var"): run this as that user, or remove var/, .venv/ and node_modules/ to begin anew."
    fi
    check_disk
    mkdir -p "$var/log" "$var/run" || fail "cannot write in $root: run this as $(stat -c %U "$root"), its owner."
    : 2>/dev/null >>"$var/log/setup.log" || fail "cannot write in $var/log (no disk space left, or not yours)."
}

check_disk() {
    local need_mb=150 free_mb
    [[ -e $root/.venv/installed ]] || need_mb=2000
    free_mb=$(($(df --output=avail -k "$root" | tail -n 1) / 1024))
    ((free_mb >= need_mb)) || fail "no disk space: $free_mb MB are free where the checkout lies, $need_mb MB are needed."
}

# One set-up at a time in a checkout; the second waits for the first. File descriptor 9 is closed for what stays running.
lock_setup() {
    exec 9>"$var/setup.lock"
    flock -n 9 && return 0
    say "another set-up of this checkout is running; waiting for it"
    flock 9
}

unlock_setup() { exec 9>&-; }

# hash_of FILE…: changes when one of the files does.
hash_of() { cat "$@" | sha256sum | cut -c 1-16; }
