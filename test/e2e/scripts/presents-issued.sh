# NAME:PORT[/STARTTLS]...: on the certificate authority: each service presents the certificate that was last issued to its node.
for place in "$@"; do
  name=${place%%:*} port=${place#*:}
  protocol=()
  [[ $port != */* ]] || protocol=(-starttls "${port#*/}")
  port=${port%/*}
  served=$(openssl s_client -connect "$name:$port" "${protocol[@]}" < /dev/null 2> /dev/null | openssl x509 -noout -serial || true)
  issued=$(openssl x509 -noout -serial -in "/etc/puppetlabs/puppetserver/ca/signed/$name.pem")
  echo "$place presents $served, issued is $issued"
  [ "$served" = "$issued" ]
done
