import { z } from 'zod';
import type { Actor } from '../core/access.js';
import { InputError } from '../core/errors.js';
import { baseSettingsSchema, type Settings } from '../core/settings.js';
import type { AuditValue, Context, SettingsIssue, SettingsSection } from '../feature-api/index.js';
import { phrase } from '../language/index.js';

/** The settings can't be so. `issues` names the fields; `humanError` is for where none of them is shown. */
export class SettingsError extends InputError {
  readonly issues: readonly SettingsIssue[];

  constructor(message: string, issues: readonly [SettingsIssue, ...SettingsIssue[]]) {
    super(message, issues[0].elsewhere ?? issues[0].error);
    this.issues = issues;
  }
}

/** The audit log's code for a change of settings. */
const CHANGE = 'settings.change';

type Details = Readonly<Record<string, AuditValue>>;
type Change = Partial<Settings> | ((before: Settings) => Partial<Settings>);

/**
 * The only way to change settings: parses the whole document, runs the checks of every section, saves, writes one audit
 * entry for each changed section (a single one for an `action` of its own), and calls the `onChange` of those: of all, where the
 * community's own settings changed. A change that changes nothing leaves no trace.
 * @param actor Null for the bot itself.
 * @param change What is different; a function works it out from the settings as they are.
 * @param action The audit log's code, where the change is more than a change of settings.
 * @returns The settings as they are now.
 * @throws SettingsError if a value is out of its range or does not go with another one.
 */
export function changeSettings(context: Context, actor: Pick<Actor, 'id'> | null, change: Change, action = CHANGE): Promise<Settings> {
  return context.atomically(async (inside) => {
    const { sections } = inside.features;
    const before = await inside.community.settings();
    const after = parseSettings(sections, { ...before, ...(typeof change === 'function' ? change(before) : change) });
    const changed = sections.map((section) => ({ section, details: section.changes(before, after) }));
    const fields = changed.flatMap(({ details }) => Object.keys(details));
    if (fields.length === 0) return before;
    assertChecks(changed, before, after);
    await inside.community.saveSettings(after);
    for (const entry of auditEntries(changed, action)) await inside.audit.append({ at: inside.now, actor: actor?.id ?? null, ...entry });
    // What a section plans depends on its own settings and on those of the community.
    const isChanged = ({ details }: SectionChange) => Object.keys(details).length > 0;
    const isBase = changed.some((one) => one.section.name === '' && isChanged(one));
    for (const one of changed) if (isBase || isChanged(one)) await one.section.onChange?.(inside, { before, after });
    inside.logger.info({ fields }, 'settings changed');
    return after;
  });
}

interface SectionChange {
  readonly section: SettingsSection;
  readonly details: Details;
}

/**
 * One entry for each changed section. An action of its own, such as the set-up, is one entry for all: there a feature's
 * section stands under its name, with the code of what was asked.
 */
function auditEntries(
  changes: readonly SectionChange[],
  action: string,
): readonly { readonly action: string; readonly details: Details }[] {
  const changed = changes.filter(({ details }) => Object.keys(details).length > 0);
  if (action === CHANGE) {
    return changed.map(({ section: { name }, details }) => ({ action, details: name === '' ? details : { area: name, ...details } }));
  }
  const own = changed.filter(({ section }) => section.name === '').map(({ details }) => details);
  const others = changed.flatMap(({ section: { name }, details }): Details[] =>
    name === '' ? [] : [{ [name]: Object.values(details).join(' ') }],
  );
  return [{ action, details: Object.assign({}, ...own, ...others) }];
}

/** Throws a `SettingsError` that names the first field of each part that can't be read. */
function parseSettings(sections: readonly SettingsSection[], wanted: Settings): Settings {
  const parts: readonly (readonly [string, z.ZodType])[] = [
    ['', baseSettingsSchema],
    ...sections.filter(({ name }) => name !== '').map(({ name, schema }) => [name, schema] as const),
  ];
  let after: Settings = wanted;
  for (const [name, schema] of parts) {
    const parsed = schema.safeParse(name === '' ? wanted : (wanted[name] ?? {}));
    if (!parsed.success) {
      const field = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
      throw new SettingsError(`settings ${name}: ${z.prettifyError(parsed.error)}`, [{ field, error: phrase('settings.error.value') }]);
    }
    after = name === '' ? { ...after, ...(parsed.data as Partial<Settings>) } : { ...after, [name]: parsed.data };
  }
  return after;
}

/**
 * Throws a `SettingsError` for what the checks of all sections find. What an older version stored and this change leaves as
 * it is does not stand in the way of other changes.
 */
function assertChecks(changed: readonly SectionChange[], before: Settings, after: Settings): void {
  const issues = changed.flatMap(({ section, details }) => {
    const found = section.check(after);
    if (found.length === 0 || Object.keys(details).length > 0) return found;
    const old = section.check(before).map(({ field }) => field);
    return found.filter(({ field }) => !old.includes(field));
  });
  const [first, ...rest] = issues;
  if (first) throw new SettingsError(`settings: ${issues.map(({ field }) => field).join(', ')}`, [first, ...rest]);
}
