# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::tuning::operating_system_memory' do
  it { is_expected.to run.with_params(2048).and_return(1024) }
  it { is_expected.to run.with_params(16_384).and_return(2457) }
end
