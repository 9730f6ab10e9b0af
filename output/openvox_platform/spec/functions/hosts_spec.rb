# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::hosts' do
  it { is_expected.to run.with_params('').and_return([]) }
  it { is_expected.to run.with_params(['A.example.com', '', nil, 'a.example.com']).and_return(['a.example.com']) }
end
