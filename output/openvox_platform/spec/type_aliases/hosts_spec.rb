# frozen_string_literal: true

require 'spec_helper'

describe 'Openvox_platform::Hosts' do
  it { is_expected.to allow_value(:undef) }
  it { is_expected.to allow_value('') }
  it { is_expected.to allow_value([]) }
  it { is_expected.to allow_value(['a.example.com', '']) }
  it { is_expected.to allow_value(['a.example.com', :undef]) }

  it { is_expected.not_to allow_value('a.example.com') }
  it { is_expected.not_to allow_value(['not a host']) }
  it { is_expected.not_to allow_value({ 'a' => 1 }) }
end
