# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::filled' do
  it { is_expected.to run.with_params('').and_return(nil) }
  it { is_expected.to run.with_params(['a']).and_return(['a']) }
end
