# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::tuning::server_heap' do
  it { is_expected.to run.with_params(4).and_return(2560) }
end
