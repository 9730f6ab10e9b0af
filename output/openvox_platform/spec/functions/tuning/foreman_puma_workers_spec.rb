# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::tuning::foreman_puma_workers' do
  it { is_expected.to run.with_params(8, 3276).and_return(6) }
  it { is_expected.to run.with_params(1, 0).and_return(2) }
end
