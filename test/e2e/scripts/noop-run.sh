# A run of the agent that changes nothing: its catalog is compiled, and its files are compared.
puppet agent --test --noop --waitforlock 2 --maxwaitforlock 5m
