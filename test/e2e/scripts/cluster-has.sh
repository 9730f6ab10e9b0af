# COUNT: the cluster has so many members: a leader, a synchronous standby, and all that follow are streaming.
list=$(patronictl -c /etc/openvox_platform/patroni/patroni.yml list)
echo "$list"
grep -q 'Leader .*running' <<< "$list"
grep -q 'Sync Standby .*streaming' <<< "$list"
[ "$(grep -c streaming <<< "$list")" = $(($1 - 1)) ]
