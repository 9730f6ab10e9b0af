# A backup that is made now, restored into an empty PostgreSQL, has the same rows in every table.
systemctl start openvox_platform_backup_postgresql.service
backup=$(find /var/backups/openvox_platform/postgresql -mindepth 1 -maxdepth 1 -type d | sort | tail -n 1)
ls -l "$backup"
version=$(ls /usr/lib/postgresql)
work=$(mktemp -d /var/lib/postgresql/restore.XXXXXX)
chown postgres "$work"
as() { (cd / && runuser -u postgres -- "$@"); }
bin=/usr/lib/postgresql/$version/bin
as "$bin/initdb" --pgdata "$work/data" --locale C.UTF-8 --encoding UTF8 --auth trust > /dev/null
as "$bin/pg_ctl" --pgdata "$work/data" --options "-p 5499 -c listen_addresses= -c unix_socket_directories=$work" --log "$work/log" --wait start > /dev/null
trap 'as "$bin/pg_ctl" --pgdata "$work/data" --mode immediate stop > /dev/null; rm -rf "$work"' EXIT
cp -r "$backup" "$work/dump"
chown -R postgres "$work/dump"
as psql --quiet --host "$work" --port 5499 --file "$work/dump/globals.sql" postgres 2>&1 | grep -v 'role "postgres" already exists' || true
as pg_restore --clean --if-exists --create --host "$work" --port 5499 --dbname postgres "$work/dump/puppetdb.dump"
rows() { as psql --no-align --tuples-only "$@" --command "select table_name, (xpath('/row/c/text()', query_to_xml(format('select count(*) as c from %I.%I', table_schema, table_name), false, true, '')))[1]::text
  from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1" puppetdb; }
# What arrives while the backup is made is in one and not in the other: the tables of what does not change by itself are equal.
rows | grep -E '^(certnames|factsets|catalogs|environments|schema_migrations|fact_paths)\|' > "$work/before"
rows --host "$work" --port 5499 | grep -E '^(certnames|factsets|catalogs|environments|schema_migrations|fact_paths)\|' > "$work/after"
cat "$work/after"
[ -s "$work/after" ] && diff "$work/before" "$work/after"
