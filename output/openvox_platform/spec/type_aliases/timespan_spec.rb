# frozen_string_literal: true

require 'spec_helper'

describe 'Openvox_platform::Timespan' do
  it { is_expected.to allow_value('30') }
  it { is_expected.to allow_value('30s') }
  it { is_expected.to allow_value('5min') }
  it { is_expected.to allow_value('1h 30min') }

  it { is_expected.not_to allow_value('') }
  it { is_expected.not_to allow_value('5 minutes ago') }
  it { is_expected.not_to allow_value('daily') }
  it { is_expected.not_to allow_value('-5min') }
end
