# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::tuning::openvoxdb_pool' do
  it { is_expected.to run.with_params(4, 1).and_return(10) }
  it { is_expected.to run.with_params(12, 3).and_return(18) }
  it { is_expected.to run.with_params(64, 16).and_return(25) }
end
