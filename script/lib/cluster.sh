# The project's own PostGIS cluster: under var/pg, or under /var/tmp where the user postgres cannot walk to var/.
#
#   var/cluster      its folder (from the checkout, so that this can be moved) and its port; without it there is no cluster
#   FOLDER/data      PostgreSQL's data, FOLDER/log its log
#
# Root cannot run PostgreSQL and drops to the user postgres. The role portal is no superuser: what needs one (PostGIS) stands in template1.

wants_cluster() { [[ -z ${DATABASE_URL:-} ]]; }

# The newest PostgreSQL that has PostGIS, or the one that an existing cluster was made with.
find_postgres() {
    local wanted=${1:-*} share
    for share in $(compgen -G "/usr/share/postgresql/$wanted/extension/postgis.control" | sort -Vr); do
        share=${share#/usr/share/postgresql/}
        [[ -x /usr/lib/postgresql/${share%%/*}/bin/initdb ]] && echo "/usr/lib/postgresql/${share%%/*}/bin" && return 0
    done
    return 1
}

as_postgres() {
    if ((EUID == 0)); then
        (cd / && exec setpriv --reuid postgres --regid postgres --init-groups --no-new-privs env -u HOME "$@")
    else
        "$@"
    fi
}

cluster_folder() { (cd "$root" && realpath -m "$(sed -n 1p "$var/cluster")"); }
cluster_port() { sed -n 2p "$var/cluster"; }
cluster_bin() { find_postgres "$(cat "$(cluster_folder)/data/PG_VERSION")"; }

make_cluster() {
    [[ -s $var/cluster ]] && return 0
    local folder
    folder=$(choose_folder)
    clear_folder "$folder"
    run_step "PostGIS cluster: making it in $folder" build_cluster "$folder.new"
    mv "$folder.new" "$folder"
    write_cluster_files "$folder"
}

choose_folder() {
    if ((EUID)) || as_postgres test -x "$var"; then
        echo "$var/pg"
    else
        echo "/var/tmp/$(basename "$root" | tr -c 'A-Za-z0-9._\n' _)-$(sha256sum <<<"$root" | cut -c 1-10)"
    fi
}

# What an interrupted set-up or an earlier checkout in this place left behind; its password is gone with its var/.
clear_folder() {
    local folder=$1 old
    for old in "$folder" "$folder.new"; do
        [[ -e $old ]] || continue
        owned_by_us "$old" || fail "$old is in the way and belongs to $(stat -c %U "$old"); remove it."
        stop_postmaster "$old/data" immediate
        rm -rf "$old"
    done
}

owned_by_us() { [[ $(stat -c %u "$1") == "$(as_postgres id -u)" ]]; }

build_cluster() {
    local folder=$1 bin
    bin=$(find_postgres)
    mkdir -m 700 "$folder"
    ((EUID)) || chown postgres:postgres "$folder"
    as_postgres "$bin/initdb" --pgdata "$folder/data" --username postgres --encoding UTF8 --locale C.UTF-8 \
        --locale-provider icu --icu-locale es-CL --auth reject --no-instructions
    write_as_postgres "$folder/data/pg_hba.conf" <<<'host all portal 127.0.0.1/32 scram-sha-256'
    cluster_settings "$(free_port)" | write_as_postgres "$folder/data/portal.conf"
    as_postgres sh -c 'echo "include = '\''portal.conf'\''" >>"$1"' sh "$folder/data/postgresql.conf"
    write_as_postgres "$folder/password" <<<"$(random_word)"
    run_as_superuser "$bin" "$folder" template1 "$(template_statements "$folder")"
    run_as_superuser "$bin" "$folder" postgres "CREATE DATABASE portal OWNER portal;"
}

write_as_postgres() { as_postgres sh -c 'umask 077; cat >"$1"' sh "$1"; }

random_word() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

# PostgreSQL in single-user mode: no superuser can sign in over the network, today or later.
run_as_superuser() {
    local bin=$1 folder=$2 database=$3 statements=$4 output
    output=$(as_postgres "$bin/postgres" --single -j -D "$folder/data" "$database" <<<"$statements" 2>&1)
    printf '%s\n' "$output"
    [[ $output != *ERROR:* && $output != *FATAL:* ]]
}

template_statements() {
    printf '%s;\n\n' "CREATE ROLE portal LOGIN CREATEDB PASSWORD '$(as_postgres cat "$1/password")'" \
        "CREATE EXTENSION postgis" "CREATE EXTENSION pg_trgm" "CREATE EXTENSION unaccent"
}

cluster_settings() {
    local memory_mb
    memory_mb=$(($(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo) / 1024))
    cat <<END
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
port = $1
password_encryption = 'scram-sha-256'
max_connections = 100
shared_buffers = $((memory_mb > 8000 ? 1024 : memory_mb / 8 + 32))MB
effective_cache_size = $((memory_mb / 2))MB
work_mem = 16MB
maintenance_work_mem = 128MB
random_page_cost = 1.1
jit = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 2GB
checkpoint_timeout = 15min
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
END
}

# A port nobody listens on, below those that the kernel gives to outgoing connections.
free_port() {
    local port
    for _ in {1..200}; do
        port=$((15000 + RANDOM % 15000))
        port_answers "$port" || { echo "$port" && return 0; }
    done
    return 1
}

port_answers() { (: <>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

write_cluster_files() {
    local folder=$1 port
    port=$(as_postgres sed -n 's/^port = //p' "$folder/data/portal.conf")
    set_env_line DATABASE_URL "postgis://portal:$(as_postgres cat "$folder/password")@127.0.0.1:$port/portal"
    printf '%s\n%s\n' "${folder#"$root/"}" "$port" >"$var/cluster.new"
    mv "$var/cluster.new" "$var/cluster"
}

cluster_runs() { [[ -s $var/cluster ]] && as_postgres "$(cluster_bin)/pg_ctl" status -D "$(cluster_folder)/data" >/dev/null 2>&1; }

start_cluster() {
    as_postgres test -f "$(cluster_folder)/data/PG_VERSION" || fail "the cluster's folder $(cluster_folder) is gone: remove var/cluster to begin with an empty one."
    cluster_bin >/dev/null || fail "the cluster was made with PostgreSQL $(as_postgres cat "$(cluster_folder)/data/PG_VERSION"), which is not installed any more."
    cluster_runs && return 0
    if port_answers "$(cluster_port)"; then
        move_cluster_port
    fi
    cluster_started_here=yes
    run_step "PostGIS cluster: starting it on port $(cluster_port)" start_postmaster
}

start_postmaster() {
    local folder
    folder=$(cluster_folder)
    as_postgres "$(cluster_bin)/pg_ctl" start --silent --wait --timeout 120 -D "$folder/data" -l "$folder/log" 8>&- 9>&- && return 0
    as_postgres tail -n 20 "$folder/log"
    return 1
}

move_cluster_port() {
    local port folder
    port=$(free_port)
    folder=$(cluster_folder)
    say "port $(cluster_port) is taken by another program; the cluster moves to $port"
    as_postgres sed -i "s/^port = .*/port = $port/" "$folder/data/portal.conf"
    write_cluster_files "$folder"
}

stop_postmaster() {
    local data=$1 mode=$2 bin
    as_postgres test -f "$data/postmaster.pid" || return 0
    bin=$(find_postgres "$(as_postgres cat "$data/PG_VERSION")") || return 0
    as_postgres "$bin/pg_ctl" stop --silent --wait --timeout 60 -m "$mode" -D "$data" || true
}

stop_cluster() {
    [[ -s $var/cluster ]] || return 0
    stop_postmaster "$(cluster_folder)/data" fast
}

# Whoever uses the cluster holds a shared lock (file descriptor 8) while it lives; the last one out stops it.
use_cluster() { exec 8>>"$var/cluster.lock" && flock -s 8; }
leave_cluster() { exec 8>&-; }
cluster_is_used() { ! flock -n "$var/cluster.lock" true; }

stop_unused_cluster() {
    cluster_runs || return 0
    leave_cluster
    if cluster_is_used; then
        say "the PostGIS cluster stays: something else of this checkout uses it"
    else
        say "stopping the PostGIS cluster"
        stop_cluster
    fi
}

# For commands that end: a cluster that they started does not stay behind.
stop_cluster_started_here() { [[ -z ${cluster_started_here:-} ]] || stop_unused_cluster; }
