# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::tuning::openvoxdb_heap' do
  it { is_expected.to run.with_params(8192, false).and_return(768) }
  it { is_expected.to run.with_params(2048, false).and_return(512) }
  it { is_expected.to run.with_params(16_384, true).and_return(8192) }
end
