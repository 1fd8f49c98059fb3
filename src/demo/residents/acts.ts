import type { Language } from '../../core/language.js';
import type { Form, FormValues, Reply } from '../../core/message.js';
import type { Delivery } from '../../ports/agenda.js';
import type { ConversationRef, InboundEvent } from '../../ports/chat.js';
import type { Member } from '../../ports/members.js';
import type { WebConversation } from '../../ports/web-chat.js';
import { type Chance, createChance } from '../random.js';
import { ANSWERS, GREETINGS, NOTES, type Sayings } from '../sample/words.js';
import { answerTo, type Offer, sequelTo, valueFor } from './habits.js';
import type { ResidentsDependencies } from './index.js';
import { cardsOf, languageOf, offersOf } from './offers.js';

/** A member whom nobody plays, and their account in the web chat. */
export interface Resident {
  readonly member: Member;
  readonly user: string;
}

export interface Acts {
  /** Answers a direct message by its buttons, or leaves it. */
  answer(who: Resident, delivery: Delivery): Promise<void>;
  /** Says something in a group that the bot opened or nudged. */
  speak(who: Resident, delivery: Delivery): Promise<void>;
  /** Answers what somebody else wrote in a group. */
  reply(who: Resident, conversation: WebConversation, to: number): Promise<void>;
}

/** A chain of answers ends here at the latest. */
const STEPS_MAX = 4;

/** What residents do, through the same inbox as everybody. Each act has an id of its own: done twice, it is done once. */
export function createActs({ store, clock, inbox, logger, space }: ResidentsDependencies, seed: number): Acts {
  const { webChat } = store.autocommit;

  const event = ({ user }: Resident, conversation: ConversationRef, id: string): InboundEvent => ({
    eventId: `demo:${user}:${id}`,
    from: { platform: 'web', space, user },
    conversation,
  });

  const write = async (who: Resident, conversation: ConversationRef, text: string, id: string): Promise<void> => {
    const at = clock.now();
    const key = `demo:${who.user}:${id}`;
    const message = await webChat.insertMessage({
      conversation: conversation.id,
      thread: null,
      author: who.user,
      onlyFor: null,
      at,
      content: { type: 'text', text, files: [] },
      key,
    });
    await inbox().message({ ...event(who, conversation, id), message: { conversation, id: String(message) }, at });
  };

  const press = (who: Resident, conversation: ConversationRef, { action, values }: Offer, id: string, chance: Chance): Promise<Reply> => {
    const value = values && valueFor(values, chance);
    return inbox().action({ ...event(who, conversation, id), action, values: value === undefined ? [] : [value] });
  };

  const fillIn = (who: Resident, conversation: ConversationRef, form: Form, id: string, chance: Chance): Promise<Reply> =>
    inbox().form({ ...event(who, conversation, id), form: form.id, values: answersTo(form, who.member.language, chance) });

  /** An account whose member was forgotten meanwhile would come back as a newcomer. */
  const isHere = async ({ member }: Resident): Promise<boolean> => (await store.autocommit.members.find(member.id))?.status === 'active';

  return {
    async answer(who, delivery) {
      if (!(await isHere(who))) return;
      const message = delivery.message && (await webChat.message(Number(delivery.message.id)));
      if (!delivery.message || !message) return;
      const { conversation } = delivery.message;
      const chance = createChance(seed, 'answer', delivery.key, who.user);
      let offer = answerTo(offersOf(cardsOf(message)), chance);
      const done = new Set<string>();
      for (let step = 1; offer && step <= STEPS_MAX; step += 1) {
        done.add(offer.name);
        const id = `${delivery.key}:${step}`;
        let reply = await press(who, conversation, offer, id, chance);
        if (reply.type === 'form') reply = await fillIn(who, conversation, reply.form, `${id}:form`, chance);
        logger.debug({ delivery: delivery.id, action: offer.name, reply: reply.type }, 'a resident answered');
        offer = reply.type === 'message' ? sequelTo(offersOf(reply.message.cards), done, chance) : undefined;
      }
    },

    async speak(who, delivery) {
      if (!delivery.message || !(await isHere(who))) return;
      const { conversation } = delivery.message;
      const cards = cardsOf(await webChat.message(Number(delivery.message.id)));
      const said = await webChat.messages({ conversation: conversation.id, user: who.user, limit: 20 });
      const sayings = said.some(({ author }) => author !== null) ? ANSWERS : GREETINGS;
      const chance = createChance(seed, 'speak', delivery.key, who.user);
      await write(who, conversation, inLanguage(sayings, who.member, languageOf(cards), chance), delivery.key);
    },

    async reply(who, { id, kind }, to) {
      if (!(await isHere(who))) return;
      const chance = createChance(seed, 'reply', to, who.user);
      const text = inLanguage(ANSWERS, who.member, undefined, chance);
      await write(who, { platform: 'web', space, id, kind }, text, `reply:${to}`);
    },
  };
}

/** In the group's language if they speak it, else in their own. */
function inLanguage(sayings: Sayings, member: Member, wanted: Language | undefined, chance: Chance): string {
  return chance.pick(sayings[wanted !== undefined && member.languages.includes(wanted) ? wanted : member.language]);
}

/** A sentence in each text field, something from each menu. */
function answersTo({ fields }: Form, language: Language, chance: Chance): FormValues {
  return Object.fromEntries(
    fields.map((field): [string, FormValues[string]] => {
      switch (field.type) {
        case 'text':
          return [
            field.name,
            field.required === true || chance.percent(85) ? chance.pick(NOTES[language]).slice(0, field.maxLength) : undefined,
          ];
        case 'select':
          return [field.name, chance.some(field.options, 1).map(({ value }) => value)];
        case 'date':
        case 'time':
          return [field.name, field.value];
        case 'file':
          return [field.name, undefined];
        default:
          return field satisfies never;
      }
    }),
  );
}
