import type { Settings } from '../../../core/settings.js';
import type { PlatformNeed } from '../../../ports/needs.js';
import { FEATURE } from '../names.js';
import { eventsSection } from '../settings.js';

/** Some platforms tell of files in a thread only to a bot that may read it. */
export function slidesNeeds(settings: Settings): readonly PlatformNeed[] {
  if (!eventsSection.of(settings).threadFiles) return [];
  return [{ need: 'read-thread-text', setting: { section: FEATURE, undo: { threadFiles: false } } }];
}
