# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::first_secret' do
  it { is_expected.to run.with_params([]).and_return(nil) }
  it { is_expected.to run.with_params(['', nil]).and_return(nil) }
end
