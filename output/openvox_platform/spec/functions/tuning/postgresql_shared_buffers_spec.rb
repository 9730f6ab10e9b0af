# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::tuning::postgresql_shared_buffers' do
  it { is_expected.to run.with_params(4096).and_return(1024) }
  it { is_expected.to run.with_params(4223).and_return(1024) }
  it { is_expected.to run.with_params(100).and_return(128) }
  it { is_expected.to run.with_params(262_144).and_return(16_384) }
end
