# Each JVM runs with the heap that its file of settings says, and all of them leave a quarter of the memory to others.
total=0
for service in puppetserver puppetdb; do
  systemctl is-active --quiet $service || continue
  pid=$(systemctl show --value --property MainPID $service)
  running=$(tr '\0' '\n' < "/proc/$pid/cmdline" | sed -n 's/^-Xmx\([0-9]*\)m$/\1/p')
  written=$(grep -o -E 'Xmx[0-9]+m' /etc/default/$service | head -n 1)
  echo "$service runs with $running MiB, its settings say $written"
  [ "Xmx${running}m" = "$written" ]
  total=$((total + running))
done
memory=$(($(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo) / 1024))
echo "= $total of $memory MiB"
[ $total -gt 0 ] && [ $((total * 4)) -le $((memory * 3)) ]
