# frozen_string_literal: true

require 'spec_helper'

describe 'Openvox_platform::Report_processor' do
  it { is_expected.to allow_value('puppetdb') }
  it { is_expected.to allow_value('store') }
  it { is_expected.to allow_value('http') }

  it { is_expected.not_to allow_value('') }
  it { is_expected.not_to allow_value('Puppetdb') }
  it { is_expected.not_to allow_value('puppetdb,foreman') }
  it { is_expected.not_to allow_value('a b') }
end
