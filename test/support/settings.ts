import type { Settings } from '../../src/core/settings.js';
import { features } from '../../src/features/index.js';
import { createSettingsCodec } from '../../src/settings/codec.js';

export const settingsCodec = createSettingsCodec(features.sections);

/** Settings as a community has them, with the given ones instead of the defaults. */
export function settingsOf(given: Readonly<Record<string, unknown>> = {}): Settings {
  return settingsCodec.parse(given);
}
