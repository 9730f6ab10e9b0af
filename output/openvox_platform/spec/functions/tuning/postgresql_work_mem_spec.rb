# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::tuning::postgresql_work_mem' do
  it { is_expected.to run.with_params(16_384, 4096, 100).and_return(40) }
  it { is_expected.to run.with_params(1024, 256, 200).and_return(4) }
  it { is_expected.to run.with_params(65_536, 16_384, 50).and_return(64) }
end
