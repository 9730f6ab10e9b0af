# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::host' do
  it { is_expected.to run.with_params('').and_return(nil) }
  it { is_expected.to run.with_params('', 'a.example.com').and_return('a.example.com') }
  it { is_expected.to run.with_params('B.Example.COM', 'a.example.com').and_return('b.example.com') }
  it { is_expected.to run.with_params('not a host').and_raise_error(%r{Stdlib::Fqdn}) }
end
