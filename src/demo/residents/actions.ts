import { directKey } from '../../../adapters/web/places/conversations.js';
import { idsOf, threadRef } from '../../../adapters/web/places/threads.js';
import { cardsOf } from '../../../adapters/web/render/message.js';
import type { Language } from '../../core/language.js';
import type { Form, FormValues, Reply } from '../../core/message.js';
import type { Delivery } from '../../ports/agenda.js';
import type { ConversationRef, InboundEvent } from '../../ports/chat.js';
import type { WebConversation, WebMessage } from '../../ports/web-chat.js';
import { type Chance, createChance } from '../random.js';
import type { Initiative } from '../sample/habits.js';
import { ANSWERS, GREETINGS, NOTES, type Sayings } from '../sample/words.js';
import { chooseAnswer, chooseFollowUp, chooseValue, chooseWords, type MessageControl } from './behaviour.js';
import type { ResidentsDependencies } from './dependencies.js';
import { isActiveMember, type Member } from './members.js';
import { controlsOf, languageOf } from './message-cards.js';

/** A member whom no person plays. */
export interface Resident {
  readonly member: Member;
  /** The member's account in the web chat. */
  readonly user: string;
}

export interface ResidentActions {
  /** Answers a direct message with its buttons, or ignores it. */
  answer(resident: Resident, delivery: Delivery): Promise<void>;
  /** Writes in a group to which the bot sent `delivery`. */
  writeInGroup(resident: Resident, delivery: Delivery): Promise<void>;
  /** Types a command in the direct conversation with the bot. */
  command(resident: Resident, typed: { readonly command: string; readonly text: string }, key: string): Promise<void>;
  /** Writes in the thread that `delivery` opened, as the so-many-th of those who speak the same language. */
  discuss(resident: Resident, delivery: Delivery, how: Extract<Initiative['does'], { type: 'discuss' }>, turn: number): Promise<void>;
  /** Says that what the resident asked in the thread that `delivery` opened was answered, if others wrote below it. */
  settle(resident: Resident, delivery: Delivery, how: Extract<Initiative['does'], { type: 'discuss' }>): Promise<void>;
  /** Presses one of these controls of a message that everybody sees. */
  press(resident: Resident, delivery: Delivery, controls: readonly string[]): Promise<void>;
  /** Replies in a group to the message with the id `to`. */
  replyInGroup(resident: Resident, conversation: WebConversation, to: number): Promise<void>;
}

/** At most this many controls are used in answer to one message. */
const MAX_STEPS = 4;
/** Percentage of optional text fields that are filled in. */
const OPTIONAL_FIELD_PERCENT = 85;

/**
 * The actions of residents. They go through the same inbox as those of people, and each has a stable event id, so that
 * a repeated action takes effect once.
 */
export function createResidentActions({ store, clock, inbox, logger, space }: ResidentsDependencies, seed: number): ResidentActions {
  const { webChat } = store.autocommit;

  const event = ({ user }: Resident, conversation: ConversationRef, id: string): InboundEvent => ({
    eventId: `demo:${user}:${id}`,
    from: { platform: 'web', space, user },
    conversation,
  });

  const write = async (resident: Resident, conversation: ConversationRef, text: string, id: string): Promise<void> => {
    const at = clock.now();
    const key = `demo:${resident.user}:${id}`;
    const message = await webChat.insertMessage({
      conversation: conversation.id,
      thread: null,
      author: resident.user,
      onlyFor: null,
      at,
      content: { type: 'text', text, files: [] },
      key,
    });
    await inbox().message({ ...event(resident, conversation, id), message: { conversation, id: String(message) }, at });
  };

  const useControl = (
    resident: Resident,
    conversation: ConversationRef,
    control: MessageControl,
    id: string,
    chance: Chance,
  ): Promise<Reply> => {
    const value = chooseValue(control, chance);
    return inbox().action({ ...event(resident, conversation, id), action: control.action, values: value === undefined ? [] : [value] });
  };

  const submitForm = (resident: Resident, conversation: ConversationRef, form: Form, id: string, chance: Chance): Promise<Reply> =>
    inbox().form({ ...event(resident, conversation, id), form: form.id, values: fillIn(form, resident.member.language, chance) });

  const writeInThread = async (resident: Resident, opening: WebMessage, text: string, id: string): Promise<void> => {
    const at = clock.now();
    const conversation = threadRef(space, opening.conversation, opening.id);
    const content = { type: 'text', text, files: [] } as const;
    const spot = { conversation: opening.conversation, thread: opening.id, onlyFor: null };
    const message = await webChat.insertMessage({ ...spot, author: resident.user, at, content, key: `demo:${resident.user}:${id}` });
    const heard = event(resident, conversation, id);
    const mayRead = await inbox().mayRead(conversation, heard.from);
    const what = { type: 'posted', ...(mayRead && { content: { text, files: [] } }) } as const;
    await inbox().thread({ ...heard, message: { conversation, id: String(message) }, what, at });
  };

  /** Uses a control, and then those of each reply that the resident's habits choose. */
  const useInTurn = async (
    resident: Resident,
    conversation: ConversationRef,
    first: MessageControl | undefined,
    key: string,
    chance: Chance,
  ): Promise<void> => {
    const used = new Set<string>();
    let control = first;
    for (let step = 1; control && step <= MAX_STEPS; step += 1) {
      used.add(control.name);
      const id = `${key}:${step}`;
      let reply = await useControl(resident, conversation, control, id, chance);
      if (reply.type === 'form') reply = await submitForm(resident, conversation, reply.form, `${id}:form`, chance);
      logger.debug({ action: control.name, reply: reply.type }, 'a resident answered');
      control = reply.type === 'message' ? chooseFollowUp(controlsOf(reply.message.cards), used, chance) : undefined;
    }
  };

  /** What follows from the reply to a command or a menu. */
  const goOn = async (resident: Resident, conversation: ConversationRef, first: Reply, key: string, chance: Chance): Promise<void> => {
    const reply = first.type === 'form' ? await submitForm(resident, conversation, first.form, `${key}:form`, chance) : first;
    if (reply.type !== 'message') return;
    await useInTurn(resident, conversation, chooseFollowUp(controlsOf(reply.message.cards), new Set(), chance), key, chance);
  };

  /** The opening post of a thread that is open. */
  const openThread = async (resident: Resident, { message }: Delivery): Promise<WebMessage | undefined> => {
    if (!message || !(await isActive(resident))) return undefined;
    const opening = await webChat.message(idsOf(message.conversation).thread ?? Number(message.id));
    return opening?.opened === 'closed' ? undefined : opening;
  };

  /** The newest messages of a thread. */
  const writtenIn = ({ conversation, id }: WebMessage, { user }: Resident): Promise<readonly WebMessage[]> =>
    webChat.messages({ conversation, thread: id, user, limit: 20 });

  const openMenu = (resident: Resident, conversation: ConversationRef, { id }: WebMessage, key: string): Promise<Reply> =>
    inbox().menu({ ...event(resident, conversation, key), message: { conversation, id: String(id) } });

  /** Checked before each action, because an event from a removed member's account would register them as a new member. */
  const isActive = async ({ member }: Resident): Promise<boolean> => isActiveMember(store.autocommit.tx, member.id);

  return {
    async answer(resident, delivery) {
      if (!(await isActive(resident))) return;
      const message = delivery.message && (await webChat.message(Number(delivery.message.id)));
      if (!delivery.message || !message) return;
      const chance = createChance(seed, 'answer', delivery.key, resident.user);
      const control = chooseAnswer(controlsOf(cardsOf(message)), chance);
      await useInTurn(resident, delivery.message.conversation, control, delivery.key, chance);
    },

    async command(resident, { command, text }, key) {
      const direct = (await isActive(resident)) ? await webChat.conversationByKey(directKey(resident.user)) : undefined;
      if (!direct) return;
      const chance = createChance(seed, key, resident.user);
      const conversation: ConversationRef = { platform: 'web', space, id: direct.id, kind: 'direct' };
      const reply = await inbox().command({ ...event(resident, conversation, key), command, input: { type: 'text', text } });
      await goOn(resident, conversation, reply, key, chance);
    },

    async discuss(resident, delivery, { says, menuPercent }, turn) {
      const opening = await openThread(resident, delivery);
      if (!opening) return;
      const conversation = threadRef(space, opening.conversation, opening.id);
      // No two say the same in one thread.
      const words = createChance(seed, 'discuss', delivery.key).some(says[resident.member.language], turn + 1);
      const text = words.at(turn);
      if (text === undefined) return;
      await writeInThread(resident, opening, text, delivery.key);
      const chance = createChance(seed, 'menu', delivery.key, resident.user);
      if (!chance.percent(menuPercent)) return;
      const written = await writtenIn(opening, resident);
      const others = written.filter(({ author }) => author !== null && author !== resident.user);
      if (others.length === 0) return;
      const key = `${delivery.key}:menu`;
      await goOn(resident, conversation, await openMenu(resident, conversation, chance.pick(others), key), key, chance);
    },

    async settle(resident, delivery, { settles }) {
      const opening = await openThread(resident, delivery);
      const written = opening ? await writtenIn(opening, resident) : [];
      const asked = written.findIndex(({ author, content }) => author === resident.user && content.type === 'text' && asks(content.text));
      const question = written[asked];
      if (!opening || !question || !written.slice(asked + 1).some(({ author }) => author !== null && author !== resident.user)) return;
      const conversation = threadRef(space, opening.conversation, opening.id);
      const key = `${delivery.key}:settle`;
      const reply = await openMenu(resident, conversation, question, key);
      const controls = reply.type === 'message' ? controlsOf(reply.message.cards) : [];
      const control = controls.find(({ name }) => name === settles.control);
      if (control) await useControl(resident, conversation, control, `${key}:1`, createChance(seed, 'settle', delivery.key, resident.user));
    },

    async press(resident, delivery, names) {
      const message = delivery.message && (await isActive(resident)) ? await webChat.message(Number(delivery.message.id)) : undefined;
      if (!delivery.message || !message) return;
      const chance = createChance(seed, 'press', delivery.key, resident.user, ...names);
      const found = controlsOf(cardsOf(message)).filter(({ name }) => names.includes(name));
      if (found.length === 0) return;
      await useInTurn(resident, delivery.message.conversation, chance.pick(found), `${delivery.key}:press`, chance);
    },

    async writeInGroup(resident, delivery) {
      if (!delivery.message || !(await isActive(resident))) return;
      const { conversation } = delivery.message;
      const cards = cardsOf(await webChat.message(Number(delivery.message.id)));
      const earlier = await webChat.messages({ conversation: conversation.id, user: resident.user, limit: 20 });
      const sayings = earlier.some(({ author }) => author !== null) ? ANSWERS : GREETINGS;
      const chance = createChance(seed, 'speak', delivery.key, resident.user);
      await write(resident, conversation, sayIn(sayings, resident.member, languageOf(cards), chance), delivery.key);
    },

    async replyInGroup(resident, { id, kind }, to) {
      if (!(await isActive(resident))) return;
      const chance = createChance(seed, 'reply', to, resident.user);
      const text = sayIn(ANSWERS, resident.member, undefined, chance);
      await write(resident, { platform: 'web', space, id, kind }, text, `reply:${to}`);
    },
  };
}

/** Picks a sentence in the `wanted` language if the member speaks it, otherwise in the member's own. */
function sayIn(sayings: Sayings, member: Member, wanted: Language | undefined, chance: Chance): string {
  return chance.pick(sayings[wanted !== undefined && member.languages.includes(wanted) ? wanted : member.language]);
}

/** Fills in a form: a sentence in most text fields and one option of each menu; dates and times keep their value. */
function fillIn({ id, fields }: Form, language: Language, chance: Chance): FormValues {
  const words = chooseWords(id, language, chance);
  if (words)
    return Object.fromEntries(fields.map((field) => [field.name, words[field.name] ?? ('value' in field ? field.value : undefined)]));
  return Object.fromEntries(
    fields.map((field): [string, FormValues[string]] => {
      switch (field.type) {
        case 'text':
          return [
            field.name,
            field.required === true || chance.percent(OPTIONAL_FIELD_PERCENT)
              ? chance.pick(NOTES[language]).slice(0, field.maxLength)
              : undefined,
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

const asks = (text: string): boolean => /[?؟]\s*$/.test(text);
