# Progress, failures, and steps whose output goes to a log.

started_at=$SECONDS

say() { printf '[%4d s] %s\n' "$((SECONDS - started_at))" "$*"; }

fail() {
    printf '%s: %s\n' "${program:-script/setup}" "$*" >&2
    exit 1
}

# run_step TEXT COMMAND…: says what goes on, and goes on saying it while the command lasts.
run_step() {
    local text=$1 log=$var/log/setup.log
    shift
    say "$text"
    printf '\n== %s\n' "$text" >>"$log"
    local from
    from=$(wc -c <"$log")
    "$@" >>"$log" 2>&1 </dev/null &
    if ! watch_step "$!" "$text" "$log"; then
        explain_failure "$text" "$log" "$((from + 1))"
    fi
}

watch_step() {
    local pid=$1 text=$2 log=$3 seconds=0
    running_step=$pid
    while kill -0 "$pid" 2>/dev/null; do
        sleep 0.2
        seconds=$((seconds + 1))
        if ((seconds % 50 == 0)); then
            say "  … $(tail -n 1 "$log" | tr -d '\r' | cut -c 1-90)"
        fi
    done
    running_step=
    wait "$pid"
}

# Children of a step are ended with it when the set-up is interrupted.
end_running_step() {
    if [[ -n ${running_step:-} ]]; then
        pkill -TERM -P "$running_step" 2>/dev/null || true
        kill -TERM "$running_step" 2>/dev/null || true
    fi
}

explain_failure() {
    local text=$1 log=$2 output
    output=$(tail -c "+$3" "$log")
    tail -n 15 <<<"$output" >&2
    case $output in
        *"No space left on device"* | *"not enough free space"* | *ENOSPC* | *"Disk quota exceeded"*)
            fail "no disk space left (while: $text). Free some and run this again; it continues where it stopped." ;;
        *CERTIFICATE_VERIFY_FAILED* | *"certificate in certificate chain"* | *UNABLE_TO_GET_ISSUER_CERT*)
            fail "a package registry's certificate is not trusted here (while: $text). Where a proxy signs with its own, set PIP_CERT and NODE_EXTRA_CA_CERTS." ;;
        *"Could not resolve"* | *"name resolution"* | *"Failed to resolve"* | *"Name or service not known"* | *ENOTFOUND* | *EAI_AGAIN* | \
            *ECONNREFUSED* | *ETIMEDOUT* | *"Failed to establish a new connection"* | *"Read timed out"* | *"Could not connect"* | *"Failed to fetch"*)
            fail "a package registry cannot be reached (while: $text). Check the network or proxy and run this again; it continues where it stopped." ;;
    esac
    fail "failed while: $text. The whole output is in $log."
}
