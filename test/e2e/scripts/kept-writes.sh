# SECONDS: everything that was confirmed is there, it went on until now, and never paused for longer than this.
sleep 5
systemctl stop lab-writer
cd /root/written
bash sql <<< 'select number from lab_written' | sort > there
cut -d ' ' -f 2 confirmed | sort > told
lost=$(comm -13 there told | wc -l)
pause=$(awk 'NR > 1 && $1 - last > most { most = $1 - last } { last = $1 } END { print most + 0 }' confirmed)
since=$(($(date +%s) - $(tail -n 1 confirmed | cut -d ' ' -f 1)))
echo "= $(wc -l < told) confirmed, $lost of them lost, longest pause $pause s, the last one $since s ago"
[ -s told ] && [ "$lost" = 0 ] && [ "$pause" -le "$1" ] && [ "$since" -le 15 ]
bash sql <<< 'drop table lab_written'
