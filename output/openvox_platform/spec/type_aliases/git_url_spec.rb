# frozen_string_literal: true

require 'spec_helper'

describe 'Openvox_platform::Git_url' do
  it { is_expected.to allow_value('https://git.example.com/control.git') }
  it { is_expected.to allow_value('git@git.example.com:control.git') }
  it { is_expected.to allow_value('/srv/git/control.git') }

  it { is_expected.not_to allow_value('') }
  it { is_expected.not_to allow_value(' https://git.example.com') }
  it { is_expected.not_to allow_value('--upload-pack=x') }
  it { is_expected.not_to allow_value('a b') }
end
