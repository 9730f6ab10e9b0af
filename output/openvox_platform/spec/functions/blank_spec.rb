# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::blank' do
  it { is_expected.to run.with_params(nil).and_return(true) }
  it { is_expected.to run.with_params('').and_return(true) }
  it { is_expected.to run.with_params([]).and_return(true) }
  it { is_expected.to run.with_params(false).and_return(false) }
  it { is_expected.to run.with_params('a').and_return(false) }
end
