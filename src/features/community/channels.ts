import { defineForm, type FormHandler } from '../../core/action.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import type { Language } from '../../core/language.js';
import { actionId, type Card, type Form, replacing } from '../../core/message.js';
import { CHANNELS, type Channel } from '../../core/notification.js';
import type { Settings } from '../../core/settings.js';
import { plain } from '../../core/text.js';
import { phrase, speaker } from '../../language/index.js';
import type { ChannelCheck } from '../../ports/chat.js';
import { cleanLine, platformName } from '../members/service.js';
import { button, card, heading, paragraph } from './cards.js';

/** The platforms whose channels organisers may choose, and whether a choice can serve. */
export interface ChannelDirectory {
  platforms(): readonly string[];
  /** `unknown`: the platform does not say at the moment. */
  check(platform: string, purpose: Channel, wanted: string): Promise<ChannelCheck | 'unknown'>;
}

const NAME_MAX = 100;

/** Where the bot posts on each platform. */
export function channelsCard(settings: Settings, platforms: readonly string[], language: Language): Card {
  const say = speaker(language);
  return card(
    language,
    heading(say('people.channels.area')),
    paragraph(say('people.channels.text')),
    ...(platforms.length === 0 ? [paragraph(say('people.channels.none'))] : []),
    ...platforms.map((platform) => ({
      type: 'facts' as const,
      items: CHANNELS.map((purpose) => {
        const channel = settings.channels[platform]?.[purpose];
        return {
          label: [`${platformName(platform, language)} · ${say.plain(`people.channels.purpose.${purpose}`)}`],
          value: channel === undefined ? say('people.channels.usual', { name: purpose }) : say('people.channels.set', { channel }),
        };
      }),
    })),
    {
      type: 'actions',
      controls: [
        ...platforms.map((platform) =>
          button('channels', say.plain('people.channels.change', { platform: platformName(platform, language) }), { id: platform }),
        ),
        button('settings', say.plain('common.back')),
      ],
    },
  );
}

/** Throws a `NotFoundError` for a platform that is not connected (any more). */
export function channelsForm(directory: ChannelDirectory, platform: string, settings: Settings, language: Language): Form {
  if (!directory.platforms().includes(platform)) throw new NotFoundError('no such platform', phrase('dispatch.button-unknown'));
  const say = speaker(language);
  return {
    id: actionId('community', 'channels', platform),
    language,
    title: say.plain('people.channels.change', { platform: platformName(platform, language) }),
    submit: say.plain('common.save'),
    fields: CHANNELS.map((purpose) => {
      const value = settings.channels[platform]?.[purpose];
      return {
        type: 'text',
        name: purpose,
        label: say.plain(`people.channels.purpose.${purpose}`),
        hint: say.plain('people.channels.hint', { name: purpose }),
        maxLength: NAME_MAX,
        ...(value !== undefined && { value }),
      };
    }),
  };
}

const FAULTS = {
  missing: 'people.channels.error-missing',
  open: 'people.channels.error-open',
  'no-access': 'people.channels.error-no-access',
  unknown: 'people.channels.error-unknown',
} as const;

/** Each channel is looked for before it is set: what can't serve is said beside its field. */
export function channelsFormHandler(
  directory: ChannelDirectory,
  settings: {
    current(): Promise<Settings>;
    update(actor: Parameters<FormHandler['run']>[0]['actor']['id'], change: (before: Settings) => Partial<Settings>): Promise<Settings>;
  },
): FormHandler {
  return defineForm({
    feature: 'community',
    name: 'channels',
    access: 'organiser',
    async run({ actor, language }, { id: platform, values }) {
      if (!directory.platforms().includes(platform)) throw new InputError('no such platform', phrase('dispatch.button-unknown'));
      const before = (await settings.current()).channels[platform] ?? {};
      const errors: Record<string, string> = {};
      const wanted: Partial<Record<Channel, string>> = {};
      for (const purpose of CHANNELS) {
        const value = values[purpose];
        const channel = typeof value === 'string' ? cleanLine(value).slice(0, NAME_MAX) : '';
        if (channel === '') continue;
        wanted[purpose] = channel;
        // What stands there already may be out of reach for the moment; it is not this change that is at fault.
        if (channel === before[purpose]) continue;
        const found = await directory.check(platform, purpose, channel);
        if (found !== 'usable') {
          errors[purpose] = plain(speaker(language)(FAULTS[found], { channel, platform: platformName(platform, language) }));
        }
      }
      if (Object.keys(errors).length > 0) return { type: 'form-errors', errors };
      const after = await settings.update(actor.id, ({ channels }) => ({ channels: { ...channels, [platform]: wanted } }));
      return replacing(channelsCard(after, directory.platforms(), language));
    },
  });
}
