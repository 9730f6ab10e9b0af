# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::required_secret' do
  it do
    is_expected.to run.with_params('openvoxdb_password', nil, 'with which nobody connects')
      .and_raise_error(%r{no value for openvox_platform::secrets::openvoxdb_password, with which nobody connects\. Make one with})
  end
end
