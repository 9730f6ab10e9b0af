import releases from './releases.json' with { type: 'json' };
import { defineConfig } from './src/model/config.js';
import { openvoxPlatform } from './src/platform/index.js';

export default defineConfig({ module: {}, platform: openvoxPlatform, releases });
