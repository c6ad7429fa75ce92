# All of the set-up. Sourced by the commands: `root` is the checkout, `var` its folder for what is made here.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
var=$root/var
export LC_ALL=C.UTF-8 PATH="$PATH:/usr/sbin:/sbin" PYTHONDONTWRITEBYTECODE=
unset PGHOST PGPORT PGUSER PGDATABASE PGPASSWORD PGOPTIONS PGDATA PGSERVICE PYTHONHOME PYTHONPATH VIRTUAL_ENV NODE_ENV NODE_OPTIONS CDPATH
[[ -n ${DATABASE_URL:-} ]] || unset DATABASE_URL

# shellcheck source=script/lib/messages.sh
source "$root/script/lib/messages.sh"
# shellcheck source=script/lib/checkout.sh
source "$root/script/lib/checkout.sh"
# shellcheck source=script/lib/packages.sh
source "$root/script/lib/packages.sh"
# shellcheck source=script/lib/environment.sh
source "$root/script/lib/environment.sh"
# shellcheck source=script/lib/python.sh
source "$root/script/lib/python.sh"
# shellcheck source=script/lib/node.sh
source "$root/script/lib/node.sh"
# shellcheck source=script/lib/cluster.sh
source "$root/script/lib/cluster.sh"
# shellcheck source=script/lib/portal.sh
source "$root/script/lib/portal.sh"
trap 'end_running_step; exit 130' INT
trap 'end_running_step; exit 143' TERM

# set_up runtime|tests: leaves a running cluster, held for this process (see use_cluster).
set_up() {
    local kind=$1
    prepare_var
    lock_setup
    prepare_system "$kind"
    prepare_python
    if [[ $kind == tests ]]; then
        install_lock requirements-dev.txt
        prepare_node
        prepare_front_end all
    else
        prepare_front_end runtime
    fi
    prepare_secret
    if wants_cluster; then
        make_cluster
        use_cluster
        start_cluster
    fi
    unlock_setup
}

prepare_system() {
    local needed=()
    find_python >/dev/null || needed+=(python3 python3-venv)
    ! wants_cluster || find_postgres >/dev/null || needed+=(postgresql-postgis)
    # The import reads KML with ogr2ogr.
    command -v ogr2ogr >/dev/null || needed+=(gdal-bin)
    # PDFs are set with Pango.
    { has_library libpangoft2-1.0.so.0 && has_library libharfbuzz-subset.so.0; } ||
        needed+=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation fonts-dejavu-core)
    if [[ $1 == tests ]]; then
        command -v pdftotext >/dev/null || needed+=(poppler-utils)
        find_chromium >/dev/null || needed+=(chromium fonts-liberation fonts-dejavu-core)
        # Playwright's own Node loads it.
        /sbin/ldconfig -p | grep 'libatomic\.so\.1' >/dev/null || needed+=(libatomic1)
    fi
    install_packages "${needed[@]}"
    check_system "$1"
}

has_library() { ldconfig -p | grep -F "$1 " >/dev/null; }

# What a package manager brought is not always what is needed: an old Python, a PostgreSQL without PostGIS.
check_system() {
    find_python >/dev/null || fail "unsupported system: its Python is older than 3.11. Debian 12 is supported."
    ! wants_cluster || find_postgres >/dev/null || fail "unsupported system: there is no PostgreSQL with PostGIS in /usr/lib/postgresql. Debian 12 is supported; or set DATABASE_URL."
    [[ $1 == tests ]] || return 0
    CHROMIUM=$(find_chromium) || fail "there is no Chromium here; set CHROMIUM to a browser's path."
    export CHROMIUM
}

find_chromium() {
    local name
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
        [[ -n $name ]] && command -v "$name" && return 0
    done
    return 1
}
