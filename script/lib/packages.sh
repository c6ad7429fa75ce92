# System packages, through apt.

supported_system() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }

installed_package() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

as_superuser() {
    if ((EUID == 0)); then
        "$@"
    else
        sudo -n "$@"
    fi
}

require_superuser() {
    ((EUID == 0)) && return 0
    local sentence="the system packages $* are missing: install them with apt-get as root, or run this as root or as a user with sudo."
    command -v sudo >/dev/null || fail "$sentence"
    sudo -n true 2>/dev/null && return 0
    [[ -t 0 ]] || fail "$sentence"
    sudo -v || fail "$sentence"
}

# install_packages NAME…: those that are missing.
install_packages() {
    local name missing=()
    for name in "$@"; do
        installed_package "$name" || missing+=("$name")
    done
    ((${#missing[@]})) || return 0
    supported_system || fail "unsupported system: ${missing[*]} are missing and there is no apt-get here. Debian 12 is supported; elsewhere install the like of these first."
    require_superuser "${missing[@]}"
    keep_debian_cluster_away
    run_step "system packages: refreshing the lists" refresh_lists
    run_step "system packages: ${missing[*]}" apt_install "${missing[@]}"
}

refresh_lists() { as_superuser apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 update; }

apt_install() {
    as_superuser env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=a \
        apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 install -y --no-install-recommends "$@"
}

# Debian makes and starts a cluster "main" with the server package. Where PostgreSQL is not there yet nobody needs it.
keep_debian_cluster_away() {
    [[ -e /etc/postgresql-common/createcluster.conf ]] && return 0
    as_superuser mkdir -p /etc/postgresql-common/createcluster.d
    echo 'create_main_cluster = false' | as_superuser tee /etc/postgresql-common/createcluster.d/no-main-cluster.conf >/dev/null
}
