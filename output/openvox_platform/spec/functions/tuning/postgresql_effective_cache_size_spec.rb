# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::tuning::postgresql_effective_cache_size' do
  it { is_expected.to run.with_params(4096).and_return(3072) }
  it { is_expected.to run.with_params(0).and_return(256) }
end
