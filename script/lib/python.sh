# The Python environment in .venv, from the hashed lock files.

python=$root/.venv/bin/python

usable_python() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local name
    for name in python3 /usr/bin/python3 python3.13 python3.12 python3.11; do
        command -v "$name" >/dev/null && usable_python "$name" && command -v "$name" && return 0
    done
    return 1
}

# A broken or interrupted environment is made anew; pip's cache keeps what was downloaded.
prepare_python() {
    if [[ ! -d $root/.venv/installed || -e $root/.venv/unfinished ]] || ! "$python" -c '' 2>/dev/null; then
        run_step "Python environment" make_environment
    fi
    install_lock requirements.txt
}

make_environment() {
    "$(find_python)" -m venv --clear "$root/.venv" && mkdir "$root/.venv/installed"
}

# install_lock FILE: once for each content of the lock file.
install_lock() {
    local lock=$1 wanted
    wanted=$(hash_of "$root/$lock")
    [[ $(cat "$root/.venv/installed/$lock" 2>/dev/null) == "$wanted" ]] && return 0
    : >"$root/.venv/unfinished"
    run_step "Python packages of $lock" pip_install "$root/$lock"
    echo "$wanted" >"$root/.venv/installed/$lock"
    rm "$root/.venv/unfinished"
}

pip_install() {
    "$python" -m pip install --disable-pip-version-check --no-input --no-deps --only-binary :all: \
        --require-hashes --progress-bar off -r "$1"
}
