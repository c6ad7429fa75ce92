# A running portal of this checkout: web server and worker under one supervisor, for each port a folder var/run/PORT.

run_dir() { echo "$var/run/$1"; }

# A pid file holds the process and its start time, so that another process with the same number is not taken for ours.
start_time() { [[ -r /proc/$1/stat ]] && sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; }

write_pid() { printf '%s %s\n' "$2" "$(start_time "$2")" >"$1"; }

# living_pid FILE: the process, if it still is the one that wrote the file.
living_pid() {
    local pid since
    read -r pid since 2>/dev/null <"$1" || return 1
    [[ $pid =~ ^[0-9]+$ && -n $since && $(start_time "$pid") == "$since" ]] && echo "$pid"
}

check_port() {
    [[ $1 =~ ^[0-9]{1,5}$ && $((10#$1)) -ge 1 && $((10#$1)) -le 65535 ]] || fail "PORT=$1 is no port: give a number from 1024 to 65535."
    ((10#$1 >= 1024 || EUID == 0)) || fail "PORT=$1 needs root: give a number from 1024 to 65535."
    port_answers "$1" && fail "port $1 is in use by another program: stop it, or choose another with PORT=$(($1 + 1)) script/server."
    return 0
}

answers_ready() {
    local status
    exec 7<>"/dev/tcp/127.0.0.1/$1" || return 1
    printf 'GET /readyz HTTP/1.0\r\nHost: 127.0.0.1:%s\r\n\r\n' "$1" >&7
    read -r -t 20 _ status _ <&7
    exec 7>&-
    [[ $status == 200 ]]
} 2>/dev/null

start_web() { child "$root/script/lib/web" "127.0.0.1:$1"; }

start_worker() { child nice "$python" "$root/manage.py" procrastinate worker --concurrency 2 --name "worker-$1"; }

# Children end with the supervisor, however it ends. Descriptor 8, the use of the cluster, stays open in them.
child() { exec setpriv --pdeathsig TERM env PYTHONUNBUFFERED=1 "$@" </dev/null; }

# supervise PORT: until the web server ends or a signal comes. A worker that dies is started again.
supervise() {
    local port=$1 dir
    dir=$(run_dir "$port")
    stopping=
    write_pid "$dir/supervisor" "$BASHPID"
    trap 'stopping=yes' INT TERM HUP
    (start_web "$port") &
    web=$!
    write_pid "$dir/web" "$web"
    run_worker "$port" "$dir"
    while [[ -z $stopping ]] && kill -0 "$web" 2>/dev/null; do
        wait -n "$web" "$worker" || true
        if [[ -z $stopping ]] && kill -0 "$web" 2>/dev/null && ! kill -0 "$worker" 2>/dev/null; then
            sleep 2
            run_worker "$port" "$dir"
        fi
    done
    end_children
    rm -f "$dir/supervisor" "$dir/web" "$dir/worker"
    [[ -n $stopping ]]
}

run_worker() {
    (start_worker "$1") &
    worker=$!
    write_pid "$2/worker" "$worker"
}

end_children() {
    trap '' INT TERM HUP
    kill -TERM "$web" "$worker" 2>/dev/null || true
    # A worker deep in its work does not hear; what it leaves undone is taken up again.
    { sleep 8 && kill -KILL "$worker" 2>/dev/null; } &
    wait "$web" "$worker" || true
    kill "$!" 2>/dev/null || true
}

# wait_ready PORT SUPERVISOR LOG: until /readyz answers 200 or the supervisor is gone.
wait_ready() {
    local port=$1 pid=$2 log=$3 tries=0
    until answers_ready "$port"; do
        kill -0 "$pid" 2>/dev/null || { tail -n 15 "$log" >&2 && fail "the server ended while starting. Its whole output is in $log."; }
        tries=$((tries + 1))
        ((tries % 50)) || say "  … waiting for http://127.0.0.1:$port/readyz"
        ((tries < 600)) || { tail -n 15 "$log" >&2 && fail "the server does not get ready. Its output is in $log; script/server --stop ends it."; }
        sleep 0.2
    done
}

# stop_port PORT: the portal at this port; stale files are removed.
stop_port() {
    local dir name pid
    dir=$(run_dir "$1")
    for name in supervisor web worker; do
        pid=$(living_pid "$dir/$name") || continue
        say "stopping $name of port $1"
        kill -TERM "$pid" 2>/dev/null || true
        wait_gone "$pid" "$dir/$name"
    done
    rm -rf "$dir"
}

wait_gone() {
    local pid=$1 file=$2 tries=0
    while [[ $(living_pid "$file") == "$pid" ]]; do
        tries=$((tries + 1))
        ((tries < 200)) || kill -KILL "$pid" 2>/dev/null || true
        sleep 0.1
    done
}
