import type { Settings } from '../../../core/settings.js';
import type { PlatformNeed } from '../../../ports/needs.js';
import { FEATURE } from '../names.js';
import { eventsSection } from '../settings.js';

/** Platforms tell who is in voice channels only where organisers want it. */
export function voiceNeeds(settings: Settings): readonly PlatformNeed[] {
  if (!eventsSection.of(settings).voice) return [];
  return [{ need: 'voice-presence', setting: { section: FEATURE, undo: { voice: false } } }];
}
