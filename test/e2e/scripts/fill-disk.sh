# The disk of the database is filled, and PostgreSQL asked for so much that it needs more of it.
dd if=/dev/zero of=/var/lib/postgresql/everything bs=1M status=none || df /var/lib/postgresql
cd /
for attempt in $(seq 100); do
  runuser -u postgres -- psql --quiet --command "select pg_logical_emit_message(true, 'lab', repeat('x', 5000000))" postgres > /dev/null || break
done
journalctl --quiet --lines 5 --unit 'postgresql*' || true
[ "$attempt" -lt 100 ]
