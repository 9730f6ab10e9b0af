# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::tuning::foreman_memory' do
  it { is_expected.to run.with_params(8192).and_return(2048) }
  it { is_expected.to run.with_params(16_384).and_return(3276) }
  it { is_expected.to run.with_params(65_536).and_return(6144) }
end
