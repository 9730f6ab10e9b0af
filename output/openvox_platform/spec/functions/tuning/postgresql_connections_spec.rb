# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::tuning::postgresql_connections' do
  it { is_expected.to run.with_params(1, 10, 0).and_return(50) }
  it { is_expected.to run.with_params(6, 25, 4).and_return(370) }
end
