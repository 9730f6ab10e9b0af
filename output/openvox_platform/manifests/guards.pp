# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Refuses combinations of parameters that cannot work, with the parameter's name and a
#   remedy.
#
# @api private
class openvox_platform::guards {
  assert_private()

  $others = [
    'foreman_server',
    'openvoxview_server',
    'openvoxdb',
    'postgresql',
    'loadbalancer',
    'compilers',
    'db_loadbalancer',
    'patroni_members',
    'agent_server',
  ].filter |$name| { !openvox_platform::blank(getvar("openvox_platform::${name}")) }

  # Certificates have names. Only what is not the platform's may have one with an address.
  $addresses = [
    'primary_server',
    'foreman_server',
    'openvoxview_server',
    'openvoxdb',
    'loadbalancer',
    'compilers',
    'db_loadbalancer',
    'patroni_members',
  ].filter |$name| {
    $result = openvox_platform::hosts(
      flatten([getvar("openvox_platform::${name}")]),
    ).filter |$host| { $host =~ Pattern[/\A[0-9.]+\z/] }

    !empty($result)
  }

  # Who may ask OpenVoxDB, and the names of this node that only the site knows
  $openvoxdb_clients = lookup('openvoxdb::certificate_whitelist', {
    'default_value' => if (
      !$openvox_platform::with_serverless
      and (
        !$openvox_platform::dedicated_openvoxdb
        or $openvox_platform::tier == 'standard'
        or !empty($openvox_platform::static_compilers)
      )
    ) {
      openvox_platform::hosts(
        flatten([
          if $openvox_platform::dedicated_openvoxdb {
            [$openvox_platform::primary] + $openvox_platform::static_compilers
          } else {
            $openvox_platform::openvoxdb_host
          },
          $openvox_platform::foreman_host,
          $openvox_platform::openvoxview_host,
          $openvox_platform::openvoxdb_host,
        ]),
      )
    } else {
      []
    },
  })

  $site_names = lookup('puppet::dns_alt_names', { 'default_value' => [] })
  $text = $others.map |$name| { "openvox_platform::${name}" }
  $text_2 = $addresses.map |$name| { "openvox_platform::${name}" }

  $rules = {
    'other_names_without_primary'         => {
      'broken'  => $openvox_platform::primary =~ Undef and !empty($others),
      'problem' => @("END"/L),
        openvox_platform::primary_server is blank, but these are not: ${join($text, ', ')}; set \
        openvox_platform::primary_server to the certname of the server that holds the \
        certificate authority
        |- END
    },
    'role_without_primary'                => {
      'broken'  => $openvox_platform::primary =~ Undef and $openvox_platform::role =~ NotUndef,
      'problem' => @("END"/L),
        openvox_platform::primary_server is blank, but this node's pp_role is \
        '${openvox_platform::claimed_role}': set openvox_platform::primary_server to the \
        certname of the server that holds the certificate authority
        |- END
    },
    'unknown_role'                        => {
      'broken'  => (
        openvox_platform::enabled($openvox_platform::strict_roles, false)
        and !openvox_platform::blank($openvox_platform::claimed_role)
        and !($openvox_platform::claimed_role in ['compiler', 'openvoxdb', 'postgresql'])
      ),
      'problem' => @("END"/L),
        openvox_platform::strict_roles refuses this node's pp_role \
        '${openvox_platform::claimed_role}', since the platform knows 'compiler', 'openvoxdb', \
        'postgresql': correct csr_attributes.yaml and request a new certificate, or set \
        openvox_platform::strict_roles to false
        |- END
    },
    'balancer_on_a_server'                => {
      'broken'  => (
        $openvox_platform::compiler_balancer =~ NotUndef
        and (
          $openvox_platform::compiler_balancer == $openvox_platform::primary
          or $openvox_platform::compiler_balancer in $openvox_platform::static_compilers
        )
      ),
      'problem' => @("END"/L),
        openvox_platform::loadbalancer (${openvox_platform::compiler_balancer}) is itself a \
        server, and both would listen on port 8140: name a node of its own, or leave \
        openvox_platform::loadbalancer blank
        |- END
    },
    'balancer_with_a_role'                => {
      'broken'  => (
        $openvox_platform::role == 'compiler'
        and $openvox_platform::certname == $openvox_platform::compiler_balancer
      ),
      'problem' => @("END"/L),
        openvox_platform::loadbalancer names ${openvox_platform::certname}, whose pp_role is \
        'compiler', and both would listen on port 8140: name a node of its own in \
        openvox_platform::loadbalancer
        |- END
    },
    'compiler_without_a_pool'             => {
      'broken'  => (
        $openvox_platform::primary =~ NotUndef
        and $openvox_platform::role == 'compiler'
        and $openvox_platform::compiler_balancer =~ Undef
        and $openvox_platform::agent_address == $openvox_platform::primary
        and empty($openvox_platform::static_compilers)
      ),
      'problem' => @("END"/L),
        this node's pp_role is 'compiler', but every other node takes \
        ${openvox_platform::primary} for the only server, so that no agent would ask this one, \
        and no database expect it: set openvox_platform::loadbalancer or \
        openvox_platform::agent_server, or list it in openvox_platform::compilers
        |- END
    },
    'compiler_nobody_lists'               => {
      'broken'  => (
        $openvox_platform::role == 'compiler'
        and $openvox_platform::with_openvoxdb
        and $openvox_platform::dedicated_openvoxdb
        and !empty($openvox_platform::static_compilers)
        and !empty($openvoxdb_clients)
        and !($openvox_platform::certname in $openvoxdb_clients)
      ),
      'problem' => @("END"/L),
        this node's pp_role is 'compiler', but OpenVoxDB on ${openvox_platform::openvoxdb_host} \
        answers ${join($openvoxdb_clients, ', ')}, and nobody else: add \
        ${openvox_platform::certname} to openvox_platform::compilers, or leave that blank
        |- END
    },
    'agents_at_another_node'              => {
      'broken'  => (
        $openvox_platform::agent_address != $openvox_platform::primary
        and $openvox_platform::agent_address != $openvox_platform::compiler_balancer
        and $openvox_platform::agent_address
        in (
          [$openvox_platform::foreman_host, $openvox_platform::openvoxdb_host]
          + $openvox_platform::patroni_hosts
          + $openvox_platform::etcd_hosts
        )
      ),
      'problem' => @("END"/L),
        openvox_platform::agent_server is ${openvox_platform::agent_address}, a node that is no \
        server, and the servers would request certificates with its name: set it to the address \
        of a balancer, or leave it blank
        |- END
    },
    'pool_nobody_can_enter'               => {
      'broken'  => (
        $openvox_platform::compiler_balancer =~ NotUndef
        and !$openvox_platform::with_openvoxdb
        and empty($openvox_platform::static_compilers)
      ),
      'problem' => @(END/L),
        openvox_platform::compilers is blank, and without OpenVoxDB the balancer cannot learn of \
        compilers in another way: list them in openvox_platform::compilers, or set \
        openvox_platform::use_openvoxdb to true
        |- END
    },
    'database_balancer_without_openvoxdb' => {
      'broken'  => (
        $openvox_platform::database_balancer =~ NotUndef
        and !$openvox_platform::with_openvoxdb
      ),
      'problem' => @(END/L),
        openvox_platform::db_loadbalancer balances an OpenVoxDB pool, but \
        openvox_platform::use_openvoxdb is false: leave the former blank, or set the latter to \
        true
        |- END
    },
    'database_balancer_without_nodes'     => {
      'broken'  => (
        $openvox_platform::database_balancer =~ NotUndef
        and $openvox_platform::with_openvoxdb
        and $openvox_platform::openvoxdb_host == $openvox_platform::primary
      ),
      'problem' => @(END/L),
        openvox_platform::db_loadbalancer needs nodes behind it: set openvox_platform::openvoxdb \
        to the certname of the first node of the OpenVoxDB pool, which is not the primary
        |- END
    },
    'database_balancer_on_a_server'       => {
      'broken'  => (
        $openvox_platform::database_balancer =~ NotUndef
        and (
          $openvox_platform::database_balancer == $openvox_platform::primary
          or $openvox_platform::database_balancer in $openvox_platform::static_compilers
          or $openvox_platform::role == 'compiler'
          and $openvox_platform::certname == $openvox_platform::database_balancer
        )
      ),
      'problem' => @("END"/L),
        openvox_platform::db_loadbalancer (${openvox_platform::database_balancer}) is itself a \
        server, and the nodes of OpenVoxDB would request certificates with its name: name a node \
        of its own, or leave openvox_platform::db_loadbalancer blank
        |- END
    },
    'database_balancer_on_openvoxdb'      => {
      'broken'  => (
        $openvox_platform::database_balancer =~ NotUndef
        and $openvox_platform::database_balancer == $openvox_platform::openvoxdb_host
      ),
      'problem' => @("END"/L),
        openvox_platform::db_loadbalancer and openvox_platform::openvoxdb are both \
        ${openvox_platform::database_balancer}, and both would listen on port 8081: name a node \
        of its own in openvox_platform::db_loadbalancer
        |- END
    },
    'openvoxdb_on_a_compiler'             => {
      'broken'  => (
        $openvox_platform::with_openvoxdb
        and $openvox_platform::openvoxdb_host != $openvox_platform::primary
        and $openvox_platform::openvoxdb_host in $openvox_platform::static_compilers
      ),
      'problem' => @("END"/L),
        openvox_platform::openvoxdb (${openvox_platform::openvoxdb_host}) is one of \
        openvox_platform::compilers: leave openvox_platform::openvoxdb blank to run OpenVoxDB on \
        every server, or name a node of its own
        |- END
    },
    'role_without_openvoxdb'              => {
      'broken'  => (
        $openvox_platform::claimed_role == 'openvoxdb'
        and !$openvox_platform::is_primary
        and !$openvox_platform::with_openvoxdb
      ),
      'problem' => @(END/L),
        this node's pp_role is 'openvoxdb', but openvox_platform::use_openvoxdb is false: set it \
        to true, or request a certificate without the role
        |- END
    },
    'openvoxdb_without_use'               => {
      'broken'  => (
        $openvox_platform::claimed_role == 'openvoxdb'
        and $openvox_platform::with_openvoxdb
        and !$openvox_platform::is_primary
        and $openvox_platform::database_balancer =~ Undef
        and !$openvox_platform::is_openvoxdb
      ),
      'problem' => @("END"/L),
        this node's pp_role is 'openvoxdb', but nothing would use it: set \
        openvox_platform::db_loadbalancer for a pool of OpenVoxDB nodes, or \
        openvox_platform::openvoxdb to ${openvox_platform::certname} for a single one
        |- END
    },
    'database_balancer_with_a_role'       => {
      'broken'  => (
        $openvox_platform::role == 'openvoxdb'
        and $openvox_platform::certname == $openvox_platform::database_balancer
        and $openvox_platform::with_openvoxdb
      ),
      'problem' => @("END"/L),
        openvox_platform::db_loadbalancer names ${openvox_platform::certname}, whose pp_role is \
        'openvoxdb', and both would listen on port 8081: name a node of its own in \
        openvox_platform::db_loadbalancer
        |- END
    },
    'openvoxdb_with_another_role'         => {
      'broken'  => (
        $openvox_platform::with_openvoxdb
        and $openvox_platform::is_openvoxdb
        and !$openvox_platform::is_primary
        and $openvox_platform::role != 'openvoxdb'
      ),
      'problem' => @("END"/L),
        openvox_platform::openvoxdb names this node, whose pp_role is \
        '${openvox_platform::claimed_role}', so that nothing would run OpenVoxDB on it: name \
        another node, or request a certificate with the pp_role 'openvoxdb'
        |- END
    },
    'postgresql_without_use'              => {
      'broken'  => (
        $openvox_platform::primary =~ NotUndef
        and $openvox_platform::role == 'postgresql'
        and empty($openvox_platform::patroni_hosts)
        and $openvox_platform::postgresql_host == $openvox_platform::primary
      ),
      'problem' => @("END"/L),
        this node's pp_role is 'postgresql', but nothing would use it: set \
        openvox_platform::postgresql to ${openvox_platform::certname}, or to the address that \
        leads to it
        |- END
    },
    'postgresql_beside_its_address'       => {
      'broken'  => (
        $openvox_platform::primary =~ NotUndef
        and $openvox_platform::role == 'postgresql'
        and empty($openvox_platform::patroni_hosts)
        and $openvox_platform::postgresql_host != $openvox_platform::primary
        and !$openvox_platform::is_postgresql
        and !($openvox_platform::postgresql_host in $site_names)
      ),
      'problem' => @("END"/L),
        this node's pp_role is 'postgresql', but openvox_platform::postgresql is \
        ${openvox_platform::postgresql_host}, so that it would be a server of its own, beside \
        the one in use: list the members in openvox_platform::patroni_members if they are a \
        cluster, set openvox_platform::postgresql to ${openvox_platform::certname}, or, where \
        that name is an address which leads to this node alone, add it to puppet::dns_alt_names \
        of this node
        |- END
    },
    'postgresql_at_another_node'          => {
      'broken'  => (
        $openvox_platform::postgresql_host =~ NotUndef
        and !(
          $openvox_platform::postgresql_host
          in ([$openvox_platform::primary] + $openvox_platform::patroni_hosts)
        )
        and (
          $openvox_platform::postgresql_host == $openvox_platform::compiler_balancer
          or $openvox_platform::postgresql_host == $openvox_platform::database_balancer
          or !empty($openvox_platform::patroni_hosts)
          and $openvox_platform::postgresql_host
          in (
            [$openvox_platform::foreman_host, $openvox_platform::openvoxdb_host]
            + $openvox_platform::static_compilers
          )
        )
      ),
      'problem' => @("END"/L),
        openvox_platform::postgresql is ${openvox_platform::postgresql_host}, a node that runs \
        no PostgreSQL: set it to the node that does, to a member of the cluster, or to the \
        address that follows the leader
        |- END
    },
    'addresses_for_names'                 => {
      'broken'  => !empty($addresses),
      'problem' => @("END"/L),
        addresses are in ${join($text_2, ', ')}, but certificates have names: set the certnames \
        of the nodes there
        |- END
    },
    'authority_of_our_own'                => {
      'broken'  => (
        $openvox_platform::postgresql_ca_file =~ NotUndef
        and $openvox_platform::primary =~ NotUndef
        and $openvox_platform::postgresql_host
        in ([$openvox_platform::primary] + $openvox_platform::patroni_hosts)
      ),
      'problem' => @("END"/L),
        openvox_platform::postgresql_ca is for a PostgreSQL that the platform does not run, but \
        ${openvox_platform::postgresql_host} is its own: leave openvox_platform::postgresql_ca \
        blank, or set openvox_platform::postgresql to the other server
        |- END
    },
    'openvoxview_without_openvoxdb'       => {
      'broken'  => $openvox_platform::with_openvoxview and !$openvox_platform::with_openvoxdb,
      'problem' => @(END/L),
        openvox_platform::openvoxview shows what OpenVoxDB holds, but \
        openvox_platform::use_openvoxdb is false: set one of the two the other way
        |- END
    },
    'hiera_without_code'                  => {
      'broken'  => (
        openvox_platform::blank($openvox_platform::control_repo)
        and !openvox_platform::blank($openvox_platform::hiera_repo)
      ),
      'problem' => @(END/L),
        openvox_platform::hiera_repo is deployed together with the code, but \
        openvox_platform::control_repo is blank: set it, or leave both blank
        |- END
    },
    'serverless_without_code'             => {
      'broken'  => (
        $openvox_platform::with_serverless
        and $openvox_platform::control_source =~ Undef
      ),
      'problem' => @(END/L),
        openvox_platform::serverless has agents apply the code of \
        openvox_platform::control_repo, which is blank: set it, or set \
        openvox_platform::serverless to false
        |- END
    },
    'etcd_without_a_cluster'              => {
      'broken'  => (
        empty($openvox_platform::patroni_hosts)
        and !openvox_platform::blank($openvox_platform::etcd_members)
      ),
      'problem' => @(END/L),
        openvox_platform::etcd_members is for a Patroni cluster, but \
        openvox_platform::patroni_members is blank: set the latter, or leave both blank
        |- END
    },
    'asynchronous_strangers'              => {
      'broken'  => !empty(
        $openvox_platform::patroni_async_hosts - $openvox_platform::patroni_hosts,
      ),
      'problem' => @("END"/L),
        openvox_platform::patroni_async_members has \
        ${join($openvox_platform::patroni_async_hosts - $openvox_platform::patroni_hosts, ', ')}, \
        which openvox_platform::patroni_members has not: list every member in the latter
        |- END
    },
    'cluster_of_one_leader'               => {
      'broken'  => (
        !empty($openvox_platform::patroni_hosts)
        and length($openvox_platform::patroni_leaders) < 2
      ),
      'problem' => @("END"/L),
        openvox_platform::patroni_members has no second member that could become leader when the \
        first is lost (those that can: ${join($openvox_platform::patroni_leaders, ', ')}): list \
        at least two that are not in openvox_platform::patroni_async_members
        |- END
    },
    'etcd_without_majority'               => {
      'broken'  => (
        !empty($openvox_platform::patroni_hosts)
        and !(length($openvox_platform::etcd_hosts) in [3, 5])
      ),
      'problem' => @("END"/L),
        the Patroni cluster would have ${length($openvox_platform::etcd_hosts)} etcd members \
        (${join($openvox_platform::etcd_hosts, ', ')}), but only an odd number survives the loss \
        of one without a spare: list 3 or 5 nodes in openvox_platform::etcd_members, or have as \
        many in openvox_platform::patroni_members; a node that is no member then runs etcd alone
        |- END
    },
    'cluster_without_address'             => {
      'broken'  => (
        !empty($openvox_platform::patroni_hosts)
        and $openvox_platform::postgresql_host == $openvox_platform::primary
      ),
      'problem' => @("END"/L),
        openvox_platform::postgresql is blank or the primary, but PostgreSQL is a Patroni \
        cluster: set it to one of ${join($openvox_platform::patroni_hosts, ', ')}, or to the \
        address that follows the leader
        |- END
    },
    'address_without_postgresql'          => {
      'broken'  => (
        $openvox_platform::postgresql_host in $openvox_platform::etcd_hosts
        and !($openvox_platform::postgresql_host in $openvox_platform::patroni_hosts)
      ),
      'problem' => @("END"/L),
        openvox_platform::postgresql is ${openvox_platform::postgresql_host}, which runs etcd \
        and no PostgreSQL: set it to one of ${join($openvox_platform::patroni_hosts, ', ')}, or \
        to the address that follows the leader
        |- END
    },
    'cluster_on_shared_nodes'             => {
      'broken'  => (
        !empty($openvox_platform::patroni_hosts)
        and (
          ($openvox_platform::patroni_hosts + $openvox_platform::etcd_hosts).any |$host| {
            (
              $host
              in (
                [$openvox_platform::primary, $openvox_platform::openvoxdb_host]
                + $openvox_platform::static_compilers
              )
            )
          }
          or $openvox_platform::with_foreman
          and $openvox_platform::foreman_host in $openvox_platform::patroni_hosts
        )
      ),
      'problem' => @("END"/L),
        nodes of the Patroni cluster \
        (${join($openvox_platform::patroni_hosts + $openvox_platform::etcd_hosts, ', ')}) need \
        nodes of their own, but the primary, a compiler, OpenVoxDB or Foreman is among them: \
        correct openvox_platform::patroni_members or openvox_platform::etcd_members
        |- END
    },
    'member_with_another_role'            => {
      'broken'  => (
        !empty($openvox_platform::patroni_hosts)
        and $openvox_platform::certname
        in ($openvox_platform::patroni_hosts + $openvox_platform::etcd_hosts)
        and !$openvox_platform::is_primary
        and $openvox_platform::role != 'postgresql'
      ),
      'problem' => @("END"/L),
        this node's pp_role is '${openvox_platform::claimed_role}', but it is a node of the \
        Patroni cluster: remove it from openvox_platform::patroni_members and \
        openvox_platform::etcd_members, or request a certificate with the pp_role 'postgresql'
        |- END
    },
    'role_outside_the_cluster'            => {
      'broken'  => (
        !empty($openvox_platform::patroni_hosts)
        and $openvox_platform::role == 'postgresql'
        and !(
          $openvox_platform::certname
          in ($openvox_platform::patroni_hosts + $openvox_platform::etcd_hosts)
        )
      ),
      'problem' => @("END"/L),
        this node's pp_role is 'postgresql', but it is not a node of the Patroni cluster \
        (${join($openvox_platform::patroni_hosts + $openvox_platform::etcd_hosts, ', ')}): add \
        it to openvox_platform::patroni_members, or request a certificate without the role
        |- END
    },
  }

  $problems = values($rules).filter |$rule| { $rule['broken'] }.map |$rule| { $rule['problem'] }

  unless empty($problems) {
    fail("openvox_platform: ${join($problems, '; ')}")
  }
}
