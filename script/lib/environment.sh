# var/env: the first settings, readable by their owner only. The environment wins over it.

set_env_line() {
    local name=$1 value=$2 file=$var/env
    (
        umask 077
        { grep -v "^$name=" "$file" 2>/dev/null || true; } >"$file.new"
        printf '%s=%s\n' "$name" "$value" >>"$file.new"
    )
    mv "$file.new" "$file"
}

prepare_secret() {
    [[ -n ${SECRET_KEY:-} ]] && return 0
    grep -q '^SECRET_KEY=.' "$var/env" 2>/dev/null || set_env_line SECRET_KEY "$(random_word)$(random_word)"
}
