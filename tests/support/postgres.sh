#!/bin/sh
# A throw-away PostgreSQL server on a loopback port, for tests; with TLS where
# openssl can make it a certificate.
#   postgres.sh start   starts it and prints its URL
#   postgres.sh crash   stops it at once, as a fault does, and starts it again
#   postgres.sh stop    stops it and removes its data
# RELANCE_PG_DIR (default: a folder in the temporary folder) keeps its data.
set -eu

dir=${RELANCE_PG_DIR:-${TMPDIR:-/tmp}/relance-test-postgres}
port=${RELANCE_PG_PORT:-54329}
bin=${RELANCE_PG_BIN:-}
if [ -z "$bin" ]; then
    for candidate in /usr/lib/postgresql/*/bin; do
        [ -x "$candidate/initdb" ] && bin=$candidate
    done
fi
if [ -z "$bin" ]; then
    pg_ctl=$(command -v pg_ctl) || { echo "PostgreSQL is not installed" >&2; exit 1; }
    bin=$(dirname "$pg_ctl")
fi

# The server refuses to run as root.
as_server() {
    if [ "$(id -u)" = 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

case ${1:-} in
start)
    if [ ! -d "$dir/data" ]; then
        mkdir -p "$dir"
        [ "$(id -u)" = 0 ] && chown postgres "$dir"
        (cd "$dir" && as_server "$bin/initdb" -D "$dir/data" -U relance --auth=trust \
            --encoding=UTF8 --locale=C) >"$dir.log" 2>&1 || { cat "$dir.log" >&2; exit 1; }
    fi
    tls=off
    if [ -f "$dir/data/server.crt" ] || (cd "$dir" && as_server openssl req -new -x509 -nodes \
        -days 30 -subj /CN=127.0.0.1 -keyout "$dir/data/server.key" -out "$dir/data/server.crt") \
        >"$dir.log" 2>&1; then
        tls=on
    fi
    if ! (cd "$dir" && as_server "$bin/pg_ctl" -D "$dir/data" status) >/dev/null 2>&1; then
        (cd "$dir" && as_server "$bin/pg_ctl" -D "$dir/data" -w -l "$dir/server.log" \
            -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=200 -c ssl=$tls" \
            start) >"$dir.log" 2>&1 || { cat "$dir.log" >&2; exit 1; }
    fi
    echo "postgres://relance@127.0.0.1:$port/postgres"
    ;;
crash)
    (cd "$dir" && as_server "$bin/pg_ctl" -D "$dir/data" -m immediate stop) >"$dir.log" 2>&1
    sleep 1
    exec "$0" start
    ;;
stop)
    if [ -d "$dir/data" ]; then
        (cd "$dir" && as_server "$bin/pg_ctl" -D "$dir/data" -m immediate stop) >/dev/null 2>&1 || true
    fi
    rm -rf "$dir" "$dir.log"
    ;;
*)
    echo "usage: $0 start|crash|stop" >&2
    exit 2
    ;;
esac
