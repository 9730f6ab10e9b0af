# This PostgreSQL takes writes.
[ "$(cd / && runuser -u postgres -- psql --no-align --tuples-only --command 'select pg_is_in_recovery()' postgres)" = f ]
