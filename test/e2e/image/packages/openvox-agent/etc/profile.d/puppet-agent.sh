PATH=$PATH:/opt/puppetlabs/bin
