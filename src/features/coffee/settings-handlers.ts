import { privately, type Reply } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import { type Context, handleControls, type SettingsSection } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { planRounds } from './plan-rounds.js';
import { coffeeSection, readSettings, withCoffeeSection } from './settings.js';
import { settingsCard, settingsControls } from './settings-card.js';
import { coffeeStore } from './store/index.js';

/** The section as the feature's value carries it: a change of any setting plans the next round again. */
export const coffeeSettings: SettingsSection = {
  ...coffeeSection,
  onChange: async (context, { after }) => {
    await planRounds(context, { settings: withCoffeeSection(after) });
  },
};

/** `/coffee settings`. */
export async function settingsReply(context: Context, { language }: Pick<Request, 'language'>): Promise<Reply> {
  return privately(settingsCard(await readSettings(context), await coffeeStore(context.tx).currentRound(), language));
}

export const settingsHandlers = handleControls(settingsControls, {
  async settings(context, { language }, { settings }) {
    const round = await coffeeStore(context.tx).currentRound();
    const lead = speaker(language)('coffee-organisers.settings.saved');
    return privately(settingsCard(withCoffeeSection(settings), round, language, lead));
  },
});
