import type { Command } from '../../src/core/command.js';
import type { Language } from '../../src/core/language.js';
import { actionId, type Block, type Card, type Form, noReply, privately, type Reply, replacing } from '../../src/core/message.js';
import { after, HOUR, type Instant, toInstant } from '../../src/core/time.js';
import { defineCommand, defineSubcommand } from '../../src/feature-api/index.js';
import type {
  ActionEvent,
  CommandEvent,
  CompletionEvent,
  ConversationRef,
  FormEvent,
  Identity,
  Inbox,
  JoinEvent,
  KnownPost,
  KnownReactions,
  LeaveEvent,
  MayRead,
  MessageEvent,
  MessageMenuEvent,
  StandingReactions,
  ThreadEvent,
  ThreadLostEvent,
  ThreadUnlockedEvent,
} from '../../src/ports/chat.js';
import type { InterestEvent } from '../../src/ports/native-events.js';
import type { PresenceEvent } from '../../src/ports/rooms.js';
import { createInboundStub, type InboundStub } from './inbound-stub.js';

/** The events that a stub inbox received, in order. */
export interface Received {
  readonly commands: CommandEvent[];
  readonly actions: ActionEvent[];
  readonly forms: FormEvent[];
  readonly menus: MessageMenuEvent[];
  readonly completions: CompletionEvent[];
  readonly messages: MessageEvent[];
  readonly threads: ThreadEvent[];
  /** For which threads and authors it was asked whether it may read, in order. */
  readonly asked: { readonly thread: ConversationRef; readonly author: Identity }[];
  readonly lost: ThreadLostEvent[];
  readonly unlocked: ThreadUnlockedEvent[];
  readonly standing: StandingReactions[];
  readonly interests: InterestEvent[];
  readonly presences: PresenceEvent[];
  readonly joins: JoinEvent[];
  readonly leaves: LeaveEvent[];
}

export interface StubInbox extends Inbox {
  readonly received: Received;
  /** The texts that it was to look through for secrets, in order. */
  readonly overheardTexts: readonly string[];
  /** What was persisted and answered. */
  readonly inbound: InboundStub;
  /** Answers whether a text may be read; without it none may. */
  allow(mayRead: (thread: ConversationRef, author: Identity) => MayRead | Promise<MayRead>): void;
  /** People discuss in these threads now. */
  open(threads: readonly ConversationRef[]): void;
  /** What is kept of these threads may still change. */
  keep(threads: readonly ConversationRef[]): void;
  /** These messages are known from any thread, or from this one alone. */
  know(posts: readonly KnownPost[], thread?: ConversationRef): void;
  /** These reactions were heard; without it none means anything. */
  knowReactions(known: KnownReactions): void;
  /** Replaces the sample answers. */
  answer(handler: (event: CommandEvent | ActionEvent | FormEvent | MessageMenuEvent) => Reply | Promise<Reply> | undefined): void;
}

const run = async (): Promise<Reply> => noReply;

/** Commands with every kind of option; their descriptions borrow keys of the page's own catalogue. */
export const sampleCommands: readonly Command[] = [
  defineCommand({
    name: 'coffee',
    description: 'web.empty.channel',
    subcommands: {
      join: defineSubcommand({ description: 'web.confirm', access: 'anyone', options: {}, run }),
      pause: defineSubcommand({
        description: 'web.time.until',
        access: 'anyone',
        options: { until: { type: 'date', description: 'web.today', required: true } },
        run,
      }),
      avoid: defineSubcommand({
        description: 'web.only-you',
        access: 'anyone',
        options: { member: { type: 'member', description: 'web.persona.playing', required: true } },
        run,
      }),
      settings: defineSubcommand({ description: 'web.form.check', access: 'organiser', options: {}, run }),
    },
  }),
  defineCommand({
    name: 'profile',
    description: 'web.direct',
    subcommands: {
      show: defineSubcommand({ description: 'web.messages', access: 'anyone', options: {}, run }),
      edit: defineSubcommand({ description: 'web.form.choose', access: 'anyone', options: {}, run }),
      language: defineSubcommand({
        description: 'web.read-in',
        access: 'anyone',
        options: {
          language: {
            type: 'choice',
            description: 'web.read-in',
            required: true,
            choices: [
              { value: 'en', label: 'common.language.en' },
              { value: 'ar', label: 'common.language.ar' },
              { value: 'ckb', label: 'common.language.ckb' },
            ],
          },
        },
        run,
      }),
      timezone: defineSubcommand({
        description: 'web.time.date',
        access: 'anyone',
        options: {
          zone: { type: 'text', description: 'web.time.date', required: true, maxLength: 60, complete: async () => [] },
        },
        run,
      }),
    },
  }),
];

interface Words {
  readonly heading: string;
  readonly hello: string;
  readonly why: string;
  readonly quote: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly times: readonly string[];
  readonly note: string;
  readonly join: string;
  readonly skip: string;
  readonly profile: string;
  readonly sectors: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    heading: 'Your coffee for December',
    hello: 'Meet ',
    why: 'Why you two: you look for help with grant budgets, she offers it, and your organisations have never met.',
    quote: 'What did your last campaign teach you that no handbook says?',
    facts: [
      ['Organisation', 'Tigris Legal Aid'],
      ['Governorate', 'Basra'],
      ['Offers', 'budgeting, donor reports'],
    ],
    times: ['Sunday 6 December, 10:00', 'Monday 7 December, 14:00', 'Wednesday 9 December, 11:30'],
    note: 'You can pause at any time, and come back with one click.',
    join: 'Join this round',
    skip: 'Skip this round',
    profile: 'Edit your profile',
    sectors: 'Your sectors',
  },
  ar: {
    heading: 'قهوتك لشهر كانون الأول',
    hello: 'يسرّنا تعريفك بـ',
    why: 'لماذا أنتما: تبحث عن عون في موازنات المنح، وهي تقدّمه، ولم تلتقِ منظمتاكما من قبل.',
    quote: 'ماذا علّمتك حملتك الأخيرة مما لا تقوله الكتب؟',
    facts: [
      ['المنظمة', 'عون دجلة القانوني'],
      ['المحافظة', 'البصرة'],
      ['ما يمكن تقديمه', 'الموازنات وتقارير المانحين'],
    ],
    times: ['الأحد 6 كانون الأول، 10:00', 'الاثنين 7 كانون الأول، 14:00', 'الأربعاء 9 كانون الأول، 11:30'],
    note: 'يمكنك التوقف مؤقتًا متى شئت، والعودة بنقرة واحدة.',
    join: 'المشاركة في هذه الجولة',
    skip: 'تخطّي هذه الجولة',
    profile: 'تعديل الملف الشخصي',
    sectors: 'قطاعاتك',
  },
  ckb: {
    heading: 'قاوەی مانگی کانوونی یەکەمت',
    hello: 'ئاشنابە بە ',
    why: 'بۆچی ئێوە: تۆ بەدوای یارمەتیدا دەگەڕێیت بۆ بودجەی بەخشش، ئەو پێشکەشی دەکات، و ڕێکخراوەکانتان هەرگیز یەکیان نەبینیوە.',
    quote: 'دوایین هەڵمەتت چی فێرکردیت کە لە هیچ کتێبێکدا نییە؟',
    facts: [
      ['ڕێکخراو', 'هاوکاریی یاسایی دیجلە'],
      ['پارێزگا', 'بەسرە'],
      ['پێشکەشی دەکات', 'بودجە و ڕاپۆرت'],
    ],
    times: ['یەکشەممە 6ی کانوونی یەکەم، 10:00', 'دووشەممە 7ی کانوونی یەکەم، 14:00'],
    note: 'هەر کاتێک بتەوێت دەتوانیت بوەستیت و بە یەک کلیک بگەڕێیتەوە.',
    join: 'بەشداری لەم گەڕە',
    skip: 'ئەم جارە بەشدار نابم',
    profile: 'پرۆفایلەکەت بگۆڕە',
    sectors: 'کەرتەکانت',
  },
};

/** A card with every kind of block. */
export function sampleCard(language: Language, now: Instant): Card {
  const words = WORDS[language];
  const blocks: readonly Block[] = [
    { type: 'heading', text: [words.heading] },
    { type: 'paragraph', text: [words.hello, { type: 'mention', member: 7 as never, name: 'Nadia Salim' }, '.'] },
    { type: 'paragraph', text: [words.why] },
    { type: 'quote', text: [words.quote] },
    { type: 'facts', items: words.facts.map(([label, value]) => ({ label: [label], value: [value] })) },
    {
      type: 'list',
      ordered: true,
      items: words.times.map((time, index) => [
        { type: 'time', instant: after(now, index * 26 * HOUR), zone: 'Asia/Baghdad', style: 'date-time', label: time },
      ]),
    },
    { type: 'note', text: [words.note] },
    {
      type: 'actions',
      controls: [
        { type: 'button', action: actionId('coffee', 'join', 17), label: words.join, style: 'primary' },
        { type: 'button', action: actionId('coffee', 'skip', 17), label: words.skip },
        { type: 'button', action: actionId('profile', 'edit'), label: words.profile },
        {
          type: 'select',
          action: actionId('profile', 'sectors'),
          label: words.sectors,
          max: 3,
          options: [
            { value: 'protection', label: 'Protection · الحماية' },
            { value: 'participation', label: 'Participation · المشاركة' },
            { value: 'climate-change', label: 'Climate change · تغيّر المناخ' },
          ],
        },
        {
          type: 'select',
          action: actionId('coffee', 'outcome'),
          label: words.why,
          options: [{ value: 'agreement', label: 'We made an agreement or memorandum of understanding · اتفاق أو مذكرة تفاهم' }],
        },
      ],
    },
  ];
  return { language, blocks };
}

export const sampleForm: Form = {
  id: actionId('profile', 'edit'),
  language: 'en',
  title: 'Your profile',
  introduction: ['Only the name is needed; all the rest can wait.'],
  submit: 'Save',
  fields: [
    { type: 'text', name: 'name', label: 'Name to be called by', required: true, maxLength: 80, value: 'Zainab' },
    { type: 'text', name: 'offers', label: 'What you can offer', hint: 'One thing on each line', multiline: true, maxLength: 500 },
    {
      type: 'select',
      name: 'sectors',
      label: 'Sectors',
      max: 3,
      options: ['Protection', 'Participation', 'Prevention', 'Recovery'].map((label) => ({ value: label.toLowerCase(), label })),
    },
    {
      type: 'select',
      name: 'language',
      label: 'Language',
      required: true,
      value: ['en'],
      options: [
        { value: 'en', label: 'English' },
        { value: 'ar', label: 'العربية' },
      ],
    },
    { type: 'date', name: 'from', label: 'From which day on' },
  ],
};

/** An inbox that records its events and answers with samples. Like the real one it handles each event id once. */
export function createStubInbox(languageOf: (user: string) => Language = () => 'en', now: () => Instant = () => toInstant(0)): StubInbox {
  const received: Received = {
    commands: [],
    actions: [],
    forms: [],
    menus: [],
    completions: [],
    messages: [],
    threads: [],
    asked: [],
    lost: [],
    unlocked: [],
    standing: [],
    interests: [],
    presences: [],
    joins: [],
    leaves: [],
  };
  let allowed: (thread: ConversationRef, author: Identity) => MayRead | Promise<MayRead> = () => false;
  let known: (thread: ConversationRef) => readonly KnownPost[] = () => [];
  let reactions: KnownReactions = { emojis: [], heard: [] };
  let kept: readonly ConversationRef[] = [];
  let open: readonly ConversationRef[] = [];
  const seen = new Set<string>();
  let custom: ((event: CommandEvent | ActionEvent | FormEvent | MessageMenuEvent) => Reply | Promise<Reply> | undefined) | undefined;
  const fresh = (eventId: string): boolean => {
    if (seen.has(eventId)) return false;
    seen.add(eventId);
    return true;
  };
  const say = (language: Language, text: string): Card => ({ language, blocks: [{ type: 'paragraph', text: [text] }] });

  const inbound = createInboundStub();
  const { receive, answered, unanswerable } = inbound;

  const overheardTexts: string[] = [];

  return {
    received,
    overheardTexts,
    inbound,
    receive,
    answered,
    unanswerable,
    admit: async () => undefined,
    allow(mayRead) {
      allowed = mayRead;
    },
    keep(threads) {
      kept = threads;
    },
    know(posts, thread) {
      known = ({ id }) => (thread === undefined || thread.id === id ? posts : []);
    },
    knowReactions(given) {
      reactions = given;
    },
    open(threads) {
      open = threads;
    },
    answer(handler) {
      custom = handler;
    },
    async command(event) {
      if (!fresh(event.eventId)) return noReply;
      received.commands.push(event);
      const own = await custom?.(event);
      if (own) return own;
      const language = languageOf(event.from.user);
      const text = event.input.type === 'text' ? event.input.text : event.input.subcommand;
      if (event.command === 'profile' && text.startsWith('edit')) return { type: 'form', form: sampleForm };
      if (event.command === 'coffee') return privately(sampleCard(language, now()));
      return privately(say(language, `Sample answer to /${event.command} ${text}`));
    },
    async action(event) {
      if (!fresh(event.eventId)) return noReply;
      received.actions.push(event);
      const own = await custom?.(event);
      if (own) return own;
      const language = languageOf(event.from.user);
      if (event.action.startsWith('profile:edit')) return { type: 'form', form: sampleForm };
      if (event.action.startsWith('coffee:join')) return replacing(say(language, 'You are in. See you on Sunday.'));
      return privately(say(language, `Taken: ${event.action} ${event.values.join(', ')}`));
    },
    async form(event) {
      if (!fresh(event.eventId)) return noReply;
      received.forms.push(event);
      const own = await custom?.(event);
      if (own) return own;
      const name = event.values['name'];
      if (typeof name === 'string' && name.length < 2) return { type: 'form-errors', errors: { name: 'At least two letters, please.' } };
      return privately(say(languageOf(event.from.user), 'Saved.'));
    },
    async menu(event) {
      if (!fresh(event.eventId)) return noReply;
      received.menus.push(event);
      const own = await custom?.(event);
      if (own) return own;
      return privately(say(languageOf(event.from.user), `Looked at ${event.message.id}`));
    },
    async complete(event) {
      received.completions.push(event);
      return ['Asia/Baghdad', 'Asia/Beirut', 'Europe/Berlin']
        .filter((zone) => zone.toLowerCase().includes(event.typed.toLowerCase()))
        .map((zone) => ({ value: zone, label: zone }));
    },
    async message(event) {
      if (fresh(event.eventId)) received.messages.push(event);
    },
    async thread(event) {
      if (fresh(event.eventId)) received.threads.push(event);
    },
    async mayRead(thread, author) {
      received.asked.push({ thread, author });
      return allowed(thread, author);
    },
    known: async (thread) => known(thread),
    knownReactions: async () => reactions,
    async reactions(standing) {
      received.standing.push(standing);
    },
    async threadLost(event) {
      if (fresh(event.eventId)) received.lost.push(event);
    },
    async threadUnlocked(event) {
      if (fresh(event.eventId)) received.unlocked.push(event);
    },
    openThreads: async () => open,
    followedThreads: async () => ({ open, kept }),
    async overheard(text) {
      overheardTexts.push(text);
    },
    async interested(event) {
      received.interests.push(event);
    },
    async presence(event) {
      received.presences.push(event);
    },
    async joined(event) {
      if (fresh(event.eventId)) received.joins.push(event);
    },
    async left(event) {
      if (fresh(event.eventId)) received.leaves.push(event);
    },
  };
}
