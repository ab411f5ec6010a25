# Sourced by the findings on ClickHouse: a server of its own in the temporary folder, on the loopback.
# shellcheck shell=bash source-path=SCRIPTDIR source=pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/pinned.sh"

# clickhouse QUERY: runs it on the server; data for an INSERT come on the standard input.
clickhouse() {
  timeout 20 clickhouse-client --config-file client.xml --host 127.0.0.1 --port "$port" --query "$1"
}

# clickhouse_start: installs it, starts it on a free port, with one thread a query and two minutes to live, and waits.
clickhouse_start() {
  debian clickhouse-server 18.16.1+ds-7.3+b2
  debian clickhouse-client 18.16.1+ds-7.3+b2
  port=$(command -p python3 -c 'import socket; s = socket.socket(); s.bind(("", 0)); print(s.getsockname()[1])')
  mkdir data tmp
  echo '<config></config>' >client.xml
  cat >server.xml <<XML
<yandex>
<logger><level>error</level><log>server.log</log><errorlog>server.err</errorlog></logger>
<listen_host>127.0.0.1</listen_host><tcp_port>$port</tcp_port>
<path>data/</path><tmp_path>tmp/</tmp_path><users_config>users.xml</users_config>
<default_profile>default</default_profile><default_database>default</default_database>
<mark_cache_size>5000000</mark_cache_size><timezone>UTC</timezone>
</yandex>
XML
  cat >users.xml <<'XML'
<yandex>
<profiles><default><max_threads>1</max_threads></default></profiles>
<users><default><password></password><networks><ip>127.0.0.1</ip></networks>
<profile>default</profile><quota>default</quota></default></users>
<quotas><default></default></quotas>
</yandex>
XML
  timeout 120 "$(dpkg -L clickhouse-server | grep -m 1 "bin/clickhouse-server$")" --config-file=server.xml >server.out 2>&1 &
  server=$!
  trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$work"' EXIT
  for _ in {1..60}; do
    clickhouse "SELECT 1" >/dev/null 2>&1 && return
    sleep 0.5
  done
  skip "the server of ClickHouse does not answer"
}
