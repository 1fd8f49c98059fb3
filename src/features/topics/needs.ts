import type { Settings } from '../../core/settings.js';
import type { PlatformNeed } from '../../ports/needs.js';
import { FEATURE } from './names.js';
import { topicsSection } from './settings.js';

/** Reactions mark contributions. The text of threads is read only where it is copied between the spaces. */
export function topicsNeeds(settings: Settings): readonly PlatformNeed[] {
  const reads: PlatformNeed = { need: 'read-thread-text', setting: { section: FEATURE, undo: { mirroring: false } } };
  return [{ need: 'thread-reactions' }, ...(topicsSection.of(settings).mirroring ? [reads] : [])];
}
