import { baseSettingsSchema, type Settings, type SettingsCodec } from '../core/settings.js';
import type { SettingsSection } from '../feature-api/index.js';

/**
 * Reads the stored settings: the community's own at the top level, each section under its name. What no section of this
 * version knows stays as it is, so that a later version finds it again.
 */
export function createSettingsCodec(sections: readonly SettingsSection[]): SettingsCodec {
  return {
    parse(document): Settings {
      const stored = typeof document === 'object' && document !== null ? (document as Readonly<Record<string, unknown>>) : {};
      const own = baseSettingsSchema.parse(stored);
      const parsed = sections
        .filter(({ name }) => name !== '')
        .map(({ name, schema }) => [name, schema.parse(stored[name] ?? {})] as const);
      return { ...stored, ...own, ...Object.fromEntries(parsed) };
    },
  };
}
