# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::tuning::postgresql_maintenance_work_mem' do
  it { is_expected.to run.with_params(16_384).and_return(1024) }
  it { is_expected.to run.with_params(512).and_return(64) }
end
