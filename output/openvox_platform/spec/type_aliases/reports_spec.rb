# frozen_string_literal: true

require 'spec_helper'

describe 'Openvox_platform::Reports' do
  it { is_expected.to allow_value(:undef) }
  it { is_expected.to allow_value('') }
  it { is_expected.to allow_value([]) }
  it { is_expected.to allow_value(['puppetdb', '']) }
  it { is_expected.to allow_value(['store', :undef]) }

  it { is_expected.not_to allow_value('store') }
  it { is_expected.not_to allow_value(['puppetdb,foreman']) }
  it { is_expected.not_to allow_value({ 'a' => 1 }) }
end
