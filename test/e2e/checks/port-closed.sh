# ADDRESS PORT: nobody answers there.
! timeout 5 bash -c "< /dev/tcp/$1/$2" 2> /dev/null
