import type { JSX } from 'preact';
import type { ChatState, ConversationView } from '../../protocol.js';
import { groupsOf, type PageState } from '../state.js';
import { AUTONYMS } from '../words.js';
import { Avatar } from './avatar.js';
import { useApp } from './context.js';
import { Arch, Icon, Reeds } from './icons.js';

export function Sidebar({
  state,
  chat,
  showKeys,
}: {
  readonly state: PageState;
  readonly chat: ChatState;
  readonly showKeys: () => void;
}): JSX.Element {
  const app = useApp();
  const { words } = app;
  const groups = groupsOf(state.conversations);
  const of = (kind: ConversationView['kind']): readonly ConversationView[] => state.conversations.filter((known) => known.kind === kind);
  return (
    <nav class="sidebar" aria-label={words('conversations')}>
      <div class="brand">
        <Arch />
        <div class="brand-words">
          <p class="brand-name">
            <bdi>{chat.community}</bdi>
          </p>
          <ConnectionPart state={state} />
        </div>
        <button type="button" class="icon-button" aria-label={words('keys.open')} title={words('keys.open')} onClick={showKeys}>
          <Icon name="keyboard" />
        </button>
      </div>
      <div class="conversations">
        <Section title={words('direct')} conversations={of('direct')} open={state.open} />
        <Section title={words('channels')} conversations={of('channel')} open={state.open} />
        <Section title={words('groups')} conversations={groups.open} closed={groups.closed} open={state.open} />
      </div>
      <Reeds />
      <Self chat={chat} />
    </nav>
  );
}

/** Groups that were put away, folded until somebody looks for them. */
function ClosedGroups({
  conversations,
  open,
}: {
  readonly conversations: readonly ConversationView[];
  readonly open: string | null;
}): JSX.Element | null {
  const { words } = useApp();
  if (conversations.length === 0) return null;
  const isHere = conversations.some(({ id }) => id === open);
  return (
    // The list is unfolded while the person is in one of them.
    <details key={String(isHere)} class="closed-groups" open={isHere}>
      <summary class="section-title">{words('groups.closed', { count: conversations.length })}</summary>
      <ConversationList conversations={conversations} open={open} />
    </details>
  );
}

function Section({
  title,
  conversations,
  closed = [],
  open,
}: {
  readonly title: string;
  readonly conversations: readonly ConversationView[];
  readonly closed?: readonly ConversationView[];
  readonly open: string | null;
}): JSX.Element | null {
  if (conversations.length + closed.length === 0) return null;
  return (
    <section>
      <h2 class="section-title">{title}</h2>
      {conversations.length > 0 && <ConversationList conversations={conversations} open={open} />}
      <ClosedGroups conversations={closed} open={open} />
    </section>
  );
}

function ConversationList({
  conversations,
  open,
}: {
  readonly conversations: readonly ConversationView[];
  readonly open: string | null;
}): JSX.Element {
  const app = useApp();
  const { words } = app;
  return (
    <ul class="conversation-list">
      {conversations.map((conversation) => {
        const current = conversation.id === open;
        return (
          <li key={conversation.id}>
            <button
              type="button"
              class={`conversation-link ${conversation.unread > 0 ? 'has-unread' : ''}`}
              {...(current ? { 'aria-current': 'page' as const } : {})}
              onClick={() => app.open(conversation.id)}
            >
              <ConversationIcon conversation={conversation} />
              <span class="conversation-title">
                <span class="name" dir="auto">
                  {conversation.title}
                </span>
              </span>
              {conversation.unread > 0 && (
                <span class="badge">
                  <span aria-hidden="true">{Math.min(conversation.unread, 99)}</span>
                  <span class="visually-hidden">{words('unread', { count: conversation.unread })}</span>
                </span>
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

export function ConversationIcon({ conversation }: { readonly conversation: ConversationView }): JSX.Element {
  if (conversation.kind === 'direct') return <Avatar author={{ type: 'bot' }} />;
  if (conversation.kind === 'group') return <Icon name="people" />;
  const { private: isPrivate, inThreads, sign } = conversation;
  return <Icon name={isPrivate ? 'lock' : inThreads ? 'thread' : (sign ?? 'place')} />;
}

function ConnectionPart({ state }: { readonly state: PageState }): JSX.Element {
  const { words } = useApp();
  const text = { on: words('connection.on'), waiting: words('connection.waiting'), off: words('connection.off') }[state.connection];
  return (
    <p class={`connection ${state.connection}`} role="status">
      <span class="dot" aria-hidden="true" /> {text}
    </p>
  );
}

/** The reader's name, or in the demo the choice of a persona. */
function Self({ chat }: { readonly chat: ChatState }): JSX.Element {
  const app = useApp();
  const { words } = app;
  const { reader, personas } = chat;
  const author = { type: 'person', user: reader.user, name: reader.name } as const;
  return (
    <div class="self">
      {personas ? (
        <label class="persona">
          <span class="section-title">{words('persona.playing')}</span>
          <span class="persona-who">
            <Avatar author={author} />
            <span>
              <bdi class="author">{reader.name}</bdi>
              <span class="persona-role">{personas.find(({ user }) => user === reader.user)?.about}</span>
            </span>
          </span>
          <select value={reader.user} onChange={({ currentTarget }) => app.become(currentTarget.value)}>
            {personas.map((persona) => (
              <option key={persona.user} value={persona.user} lang={persona.language}>
                {`${persona.about} — ${persona.user === reader.user ? reader.name : persona.name} · ${AUTONYMS[persona.language]}`}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <div class="persona signed-in">
          <Avatar author={author} /> <bdi class="author">{reader.name}</bdi>
          <button type="button" class="link-button" onClick={() => void app.signOut()}>
            {words('sign-out')}
          </button>
        </div>
      )}
    </div>
  );
}
