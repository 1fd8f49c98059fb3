import type { Settings } from '../../../core/settings.js';
import type { PlatformNeed } from '../../../ports/needs.js';
import { FEATURE } from '../names.js';
import { topicsSection } from '../settings.js';

/** The text of threads is read only where it is copied between the spaces. */
export function textNeeds(settings: Settings): readonly PlatformNeed[] {
  if (!topicsSection.of(settings).mirroring) return [];
  return [{ need: 'read-thread-text', setting: { section: FEATURE, undo: { mirroring: false } } }];
}
