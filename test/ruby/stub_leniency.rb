# frozen_string_literal: true

# Stubs have the names of classes, and none of what is in them: what a catalog says of resources inside of components, in
# relationships and in overrides, leads nowhere, and is left out.
module StubLeniency
  module Relationship
    def mk_relationship(source, target, catalog)
      super
    rescue ArgumentError => e
      raise unless e.message.start_with?('Could not find resource')
    end
  end

  module Validator
    def validate; end
  end

  module Compiler
    def fail_on_unevaluated_overrides; end
    def fail_on_unevaluated_resource_collections; end
  end
end

Puppet::Parser::Relationship.prepend(StubLeniency::Relationship)
Puppet::Parser::Compiler::CatalogValidator::RelationshipValidator.prepend(StubLeniency::Validator)
Puppet::Parser::Compiler.prepend(StubLeniency::Compiler)
