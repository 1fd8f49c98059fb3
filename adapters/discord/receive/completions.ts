import { InteractionResponseType as Answer, type APIInteraction, type InteractionType as Kind, Routes } from 'discord.js';
import { within } from '../../../src/kit/gate.js';
import type { Timer } from '../../../src/kit/timer.js';
import type { InboundEvent, Inbox } from '../../../src/ports/chat.js';
import type { Metrics } from '../../../src/ports/metrics.js';
import type { Api } from '../connect/client.js';
import { LIMITS, TIMES } from '../limits.js';
import type { Origin } from '../origin.js';
import { shortened } from '../render/labels.js';
import { subcommandOf } from './command-options.js';

/** Answers while a person types the value of an option. Throws what `Api.answer` throws. */
export type Complete = (
  interaction: Extract<APIInteraction, { type: Kind.ApplicationCommandAutocomplete }>,
  origin: Origin,
  event: InboundEvent,
) => Promise<void>;

export function createComplete(options: {
  readonly api: Api;
  readonly inbox: Inbox;
  readonly timer: Timer;
  readonly metrics: Metrics;
}): Complete {
  const { api, inbox, timer, metrics } = options;
  return async ({ data }, origin, event) => {
    const { subcommand, options: given } = subcommandOf(data.options);
    const focused = given.find((option) => 'focused' in option && option.focused);
    const typed = focused && 'value' in focused ? String(focused.value) : '';
    const asked = { ...event, command: data.name, subcommand, option: focused?.name ?? '', typed };
    const found = focused ? await within(timer, TIMES.complete, inbox.complete(asked)) : undefined;
    const choices = (found?.value ?? [])
      // A value that is too long is left out, because a shortened one would mean something else.
      .filter(({ value }) => value.length > 0 && value.length <= LIMITS.choiceText)
      .slice(0, LIMITS.choices)
      .map(({ value, label }) => ({ value, name: shortened(label, LIMITS.choiceText).label }));
    await api.answer({
      method: 'POST',
      route: Routes.interactionCallback(origin.id, origin.token),
      body: { type: Answer.ApplicationCommandAutocompleteResult, data: { choices } },
    });
    metrics.acknowledged('discord', origin.kind, performance.now() - origin.started);
  };
}
