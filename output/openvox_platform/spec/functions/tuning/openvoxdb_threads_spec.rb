# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::tuning::openvoxdb_threads' do
  it { is_expected.to run.with_params(8, 'dedicated').and_return(4) }
  it { is_expected.to run.with_params(32, 'pool').and_return(3) }
  it { is_expected.to run.with_params(32, 'monolithic').and_return(8) }
  it { is_expected.to run.with_params(1, 'pool').and_return(1) }
end
