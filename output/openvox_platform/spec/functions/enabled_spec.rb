# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::enabled' do
  it { is_expected.to run.with_params('', true).and_return(true) }
  it { is_expected.to run.with_params(nil, false).and_return(false) }
  it { is_expected.to run.with_params(false, true).and_return(false) }
end
