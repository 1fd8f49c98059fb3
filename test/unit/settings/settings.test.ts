import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/core/access.js';
import type { MemberId } from '../../../src/core/ids.js';
import { known, type Lookup } from '../../../src/core/lookup.js';
import type { FormValues } from '../../../src/core/message.js';
import type { Request } from '../../../src/core/request.js';
import { defaultSettings, type Settings } from '../../../src/core/settings.js';
import type { Context, SettingsSection } from '../../../src/feature-api/index.js';
import { coffeeSection, type SettingsWithCoffee, withCoffeeSection } from '../../../src/features/coffee/settings.js';
import { settingsControls } from '../../../src/features/coffee/settings-card.js';
import { communityControls } from '../../../src/features/community/controls.js';
import { communityHandlers } from '../../../src/features/community/handlers.js';
import { communitySection } from '../../../src/features/community/settings.js';
import type { AuditEntry } from '../../../src/ports/agenda.js';
import { changeSettings, defineSection, integerSetting, SettingsError } from '../../../src/settings/index.js';

const organiser = {
  id: 1 as MemberId,
  role: 'organiser',
  status: 'active',
  language: 'en',
  name: 'Zainab',
  timezone: 'UTC',
} satisfies Actor;
const request = { actor: organiser, language: 'en', now: 0 } as unknown as Request;
const week = (invitationDays: number): Settings =>
  withCoffeeSection({ ...defaultSettings, coffee: { cadence: { every: 'month', weekday: 'sun', which: 1 }, invitationDays } });

/** A context that holds settings and an audit log, and nothing else. */
function worldOf(settings: Settings, sections: readonly SettingsSection[] = [coffeeSection, communitySection]) {
  const world = { settings, audit: [] as AuditEntry[], facts: new Map<string, string>(), changes: 0 };
  const context = {
    now: 0,
    inTransaction: true,
    features: {
      sections: sections.map((each) => ({ ...each, onChange: async () => void world.changes++ })),
      all: [],
      purposes: [],
      firstStepDone: async () => {},
    },
    logger: { info: () => undefined },
    atomically: <T>(work: (inside: Context) => Promise<T>) => work(context),
    tx: { find: async <Found>({ read }: Lookup<Found>) => read([]) },
    audit: { append: async (entry: AuditEntry) => void world.audit.push(entry) },
    community: {
      settings: async () => world.settings,
      saveSettings: async (after: Settings) => {
        world.settings = after;
      },
      fact: async (name: string) => world.facts.get(name),
      noted: (name: string) => known(world.facts.has(name)),
      saveFact: async (name: string, value: string) => void world.facts.set(name, value),
    },
  } as unknown as Context;
  return { world, context };
}

function submit(context: Context, name: string, values: FormValues, id = '0') {
  const handler = [...communityHandlers, ...settingsControls.settings.toHandlers(async () => ({ type: 'none' }))].find(
    (each) => each.kind === 'form' && `${each.feature}:${each.name}` === name,
  );
  if (!handler) throw new Error(`no form ${name}`);
  return handler.run(context, request, { id, values });
}

const setup = { name: 'Rivers', languages: ['en'], timezone: 'Baghdad', week: ['mon', 'sun'], cadence: ['week'] };

describe('settings', () => {
  it('refuses a set-up that does not go with the coffee settings, and says what to change', async () => {
    const { world, context } = worldOf(week(14));
    const reply = await submit(context, 'community:setup', setup);
    expect(reply).toMatchObject({ type: 'form-errors' });
    expect(JSON.stringify(reply)).toMatch(/3 days before at the earliest, and 14 days are set/);
    expect(JSON.stringify(reply)).toContain('/coffee settings');
    expect((world.settings as SettingsWithCoffee).coffee).toMatchObject({ cadence: { every: 'month' }, invitationDays: 14 });
    expect([...world.facts]).toEqual([]);
  });

  it('sets up with the first working day, one audit entry, and tells every section', async () => {
    const { world, context } = worldOf(week(3));
    expect(await submit(context, 'community:setup', setup)).toMatchObject({ type: 'message' });
    expect(world.settings).toMatchObject({ name: 'Rivers', timezone: 'Asia/Baghdad', workingWeek: ['sun', 'mon'] });
    expect(world.settings.coffee).toMatchObject({ cadence: { every: 'week', weekday: 'sun' } });
    expect(world.audit.map(({ action, details }) => [action, details])).toEqual([
      ['community.setup', { name: true, languages: 'en', workingWeek: 'sun mon', coffee: 'week sun' }],
    ]);
    expect(world.changes).toBe(2);
    expect(world.facts.has('community.set-up-at')).toBe(true);
  });

  it('shows an issue beside its field where the form has it', async () => {
    const { context } = worldOf(week(3));
    const values = { cadence: ['week'], weekday: ['tue'], which: ['1'], time: '١١:٠٠', invitationDays: '٤' };
    const reply = await submit(context, 'coffee:settings', values, 'rhythm');
    expect(reply).toMatchObject({
      type: 'form-errors',
      errors: { invitationDays: expect.stringContaining('3 days before at the earliest') },
    });
    expect(await submit(context, 'coffee:settings', { ...values, invitationDays: '٣' }, 'rhythm')).toEqual({ type: 'none' });
    expect((await context.community.settings()).coffee).toMatchObject({ time: '11:00', invitationDays: 3 });
  });

  it('changes only the weights that a form shows', async () => {
    const { world, context } = worldOf(week(3));
    const values = { overlappingHours: '1', newcomerWithExperienced: '2', timeSinceLastMeeting: '3', followUpDays: '60' };
    await submit(context, 'coffee:settings', values, 'more-weights');
    expect((world.settings as SettingsWithCoffee).coffee.weights).toMatchObject({ overlappingHours: 1, organisationsNeverMet: 40 });
    expect(world.audit[0]?.details).toEqual({
      area: 'coffee',
      overlappingHours: 1,
      newcomerWithExperienced: 2,
      timeSinceLastMeeting: 3,
    });
  });

  it('does not let an old contradiction stand in the way of another change', async () => {
    const old = withCoffeeSection({ ...defaultSettings, coffee: { cadence: { every: 'week', weekday: 'sun' }, invitationDays: 14 } });
    const { world, context } = worldOf(old);
    await changeSettings(context, organiser, { name: 'Tigris' });
    expect(world.settings.name).toBe('Tigris');
    await expect(changeSettings(context, organiser, { coffee: { ...coffeeSection.of(old), time: '12:00' } })).rejects.toThrow(
      SettingsError,
    );
  });

  it('leaves no trace of a change that changes nothing, and refuses what a schema refuses', async () => {
    const { world, context } = worldOf(week(3));
    expect(await changeSettings(context, organiser, {})).toBe(world.settings);
    expect([world.audit, world.changes]).toEqual([[], 0]);
    await expect(changeSettings(context, organiser, { name: ' ' })).rejects.toThrow(SettingsError);
    await expect(changeSettings(context, organiser, { coffee: { invitationDays: 99 } })).rejects.toThrow(SettingsError);
  });

  it('reads the sectors of the list and own codes together', async () => {
    const { world, context } = worldOf(week(3));
    await submit(context, 'community:sectors', { sectors: ['protection'], own: 'mine-action، demining' });
    expect(world.settings.sectors).toEqual(['protection', 'mine-action', 'demining']);
    expect(await submit(context, 'community:sectors', { own: '' })).toMatchObject({ errors: { sectors: 'Please choose at least one.' } });
    expect(await submit(context, 'community:sectors', { own: 'Größe' })).toMatchObject({ errors: { own: expect.any(String) } });
  });

  it('refuses hours that end before they begin beside the end', async () => {
    const { context } = worldOf(week(3));
    const hours = { 'work-start': '17:00', 'work-end': '9', 'quiet-start': '21:00', 'quiet-end': '08:00' };
    expect(await submit(context, 'community:week', { week: ['sun'], ...hours })).toMatchObject({
      errors: { 'work-end': expect.any(String) },
    });
  });

  it('fails at start-up for a form that platforms can not show', () => {
    const number = integerSetting({ label: 'community.form.name', min: 0, max: 9, default: 1 });
    const fields = { a: number, b: number, c: number, d: number, e: number, f: number };
    const section = (names: readonly string[]) => () =>
      defineSection({ name: 'x', title: 'community.form.name', fields, forms: { all: { title: 'community.form.name', fields: names } } });
    expect(section(Object.keys(fields))).toThrow('6 fields: platforms show 5');
    expect(section(['a', 'z'])).toThrow('names z');
    expect(section(['a'])).not.toThrow();
  });

  it('keeps the action ids of the settings forms', () => {
    expect(settingsControls.settings.button('x', { form: 'more-weights' }).action).toBe('coffee:settings:more-weights');
    expect(communityControls.week.button('x', { form: 'week' }).action).toBe('community:week:0');
    expect(communityControls.channels.button('x', { id: { platform: 'slack', page: 1 } }).action).toBe('community:channels:slack~1');
  });
});
