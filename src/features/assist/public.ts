import { privately, type Reply } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Context } from '../../feature-api/index.js';
import { commandsCard } from './cards/commands.js';

/** What later features may use: all commands that the asker may use, each of which can be chosen. */
export function commandsReply({ features }: Pick<Context, 'features'>, { actor, language }: Request): Reply {
  return privately(commandsCard(features.commands, actor, language));
}
