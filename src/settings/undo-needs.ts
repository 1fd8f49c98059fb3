import type { Context } from '../feature-api/index.js';
import type { PlatformNeedName } from '../ports/needs.js';
import { changeSettings } from './change-settings.js';

/**
 * Changes the settings that need what a platform refuses, as their features say; nobody is named as who did it.
 *
 * @throws {SettingsError} If what is left does not go together.
 */
export async function undoNeeds(context: Context, refused: readonly PlatformNeedName[]): Promise<void> {
  await changeSettings(context, null, (before) => {
    const changed: Record<string, unknown> = {};
    for (const { need, setting } of context.features.needs(before)) {
      if (setting === undefined || !refused.includes(need)) continue;
      const { section, undo } = setting;
      changed[section] = { ...objectIn(changed[section] ?? before[section]), ...undo };
    }
    return changed;
  });
}

function objectIn(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
