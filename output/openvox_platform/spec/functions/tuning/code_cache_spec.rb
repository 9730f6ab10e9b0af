# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::tuning::code_cache' do
  it { is_expected.to run.with_params(5).and_return(512) }
  it { is_expected.to run.with_params(6).and_return(1024) }
  it { is_expected.to run.with_params(12).and_return(1024) }
  it { is_expected.to run.with_params(13).and_return(2048) }
end
