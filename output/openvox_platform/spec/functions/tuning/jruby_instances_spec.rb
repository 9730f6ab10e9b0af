# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::tuning::jruby_instances' do
  it { is_expected.to run.with_params(8, 13_927, false).and_return(7) }
  it { is_expected.to run.with_params(8, 12_133, true).and_return(5) }
  it { is_expected.to run.with_params(16, 27_853, false).and_return(15) }
  it { is_expected.to run.with_params(16, 4096, false).and_return(5) }
  it { is_expected.to run.with_params(2, 1024, true).and_return(1) }
  it { is_expected.to run.with_params(1, -500, false).and_return(1) }
end
