import { isAllowed } from '../../core/access.js';
import type { HomePart } from '../../core/home.js';
import { createAnswers } from './answers.js';
import type { CoffeeService } from './service.js';

/** Where a member stands with the coffee chats: joined or not, the next round, who they are matched with, an open check-in. */
export function coffeeHome(service: CoffeeService): HomePart {
  const { standing } = createAnswers(service);
  return async (member) => {
    if (!isAllowed(member, 'member')) return [];
    return [await standing({ actor: member, language: member.language }, await service.enrolments.standing(member.id))];
  };
}
