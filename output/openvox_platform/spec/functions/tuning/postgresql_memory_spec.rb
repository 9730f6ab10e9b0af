# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::tuning::postgresql_memory' do
  it { is_expected.to run.with_params(16_384, true).and_return(16_384) }
  it { is_expected.to run.with_params(16_384, false).and_return(4096) }
  it { is_expected.to run.with_params(2048, false).and_return(1024) }
end
