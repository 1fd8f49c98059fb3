import type { Settings } from '../core/settings.js';
import { features } from '../features/index.js';
import { namesOf, type PlatformNeedName } from '../ports/needs.js';
import { createSettingsCodec } from '../settings/codec.js';

/** What these settings need of platforms; without settings those of a new community. */
export function neededBy(settings: Settings = createSettingsCodec(features.sections).parse({})): readonly PlatformNeedName[] {
  return namesOf(features.needs(settings));
}
