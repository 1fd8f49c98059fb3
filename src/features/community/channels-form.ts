import { InputError, NotFoundError } from '../../core/errors.js';
import { FORM_FIELDS_MAX } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Settings } from '../../core/settings.js';
import { type Context, type DynamicForm, type FeatureSet, type IdCodec, lineField } from '../../feature-api/index.js';
import { phrase, purposeLabel, speaker } from '../../language/index.js';
import type { ChannelPurpose } from '../../ports/chat.js';
import { platformName } from '../members/public.js';

const NAME_MAX = 100;

/** A form shows the channels of one platform for at most five purposes; further purposes are on further pages. */
export interface ChannelsPage {
  readonly platform: string;
  /** From 0. */
  readonly page: number;
}

/** `slack`, and `slack~1` for the second page. */
export const channelsPageId: IdCodec<ChannelsPage> = {
  shape: '`<platform>`, `<platform>~<page>`',
  encode: ({ platform, page }) => (page === 0 ? platform : `${platform}~${page}`),
  decode(text) {
    const [, platform, page = '0'] = /^([a-z]+)(?:~([1-9]))?$/.exec(text) ?? [];
    if (platform === undefined) throw new InputError('no such platform', phrase('dispatch.button-unknown'));
    return { platform, page: Number(page) };
  },
};

export function pagesOf(purposes: readonly ChannelPurpose[]): readonly (readonly ChannelPurpose[])[] {
  const pages: ChannelPurpose[][] = [];
  for (let start = 0; start < purposes.length; start += FORM_FIELDS_MAX) pages.push(purposes.slice(start, start + FORM_FIELDS_MAX));
  return pages;
}

/** The purposes on a page. Throws a `NotFoundError` for a page that no longer exists. */
export function purposesOn({ purposes }: Pick<FeatureSet, 'purposes'>, page: number): readonly ChannelPurpose[] {
  const found = pagesOf(purposes)[page];
  if (!found) throw new NotFoundError('no such page of channels', phrase('dispatch.button-unknown'));
  return found;
}

export function channelsFields(
  { features }: { readonly features: Pick<FeatureSet, 'purposes'> },
  { page }: ChannelsPage,
): DynamicForm['fields'] {
  const field = lineField({ label: 'people.channels.area', max: NAME_MAX });
  return Object.fromEntries(purposesOn(features, page).map(({ name }) => [name, field]));
}

export function channelsForm(
  features: Pick<FeatureSet, 'purposes'>,
  at: ChannelsPage,
  settings: Settings,
  language: Request['language'],
): DynamicForm {
  const say = speaker(language);
  const names = purposesOn(features, at.page).map(({ name }) => name);
  const byName = (textOf: (name: string) => string | undefined) =>
    Object.fromEntries(names.flatMap((name) => (textOf(name) === undefined ? [] : [[name, textOf(name)]])));
  return {
    title: say.plain('people.channels.change', { platform: platformName(at.platform, language) }),
    submit: 'common.save',
    fields: channelsFields({ features }, at),
    contents: {
      values: byName((name) => settings.channels[at.platform]?.[name]),
      labels: byName((name) => purposeLabel(name, language)),
      hints: byName((name) => say.plain('people.channels.hint', { name })),
    },
  };
}

/** Throws a `NotFoundError` for a platform that is not connected, or no longer. */
export async function openChannels(context: Context, { language }: Request, at: ChannelsPage): Promise<DynamicForm> {
  if (!isChoosable(context, at.platform)) throw new NotFoundError('no such platform', phrase('dispatch.button-unknown'));
  return channelsForm(context.features, at, await context.community.settings(), language);
}

/** Whether organisers can choose channels on the platform. */
export function isChoosable({ platforms }: Pick<Context, 'platforms'>, platform: string): boolean {
  return platforms.withChannels().some((known) => known === platform);
}
