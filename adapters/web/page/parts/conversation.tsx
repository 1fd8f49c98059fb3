import type { JSX } from 'preact';
import type { ChatState, ConversationView } from '../../protocol.js';
import type { PageState } from '../state.js';
import { Composer } from './composer.js';
import { useApp } from './context.js';
import { Icon } from './icons.js';
import { ConversationIcon } from './sidebar.js';
import { TimelinePart } from './timeline.js';

export function ConversationPart({
  state,
  chat,
  conversation,
}: {
  readonly state: PageState;
  readonly chat: ChatState;
  readonly conversation: ConversationView;
}): JSX.Element {
  const app = useApp();
  const { words } = app;
  const elsewhere = state.conversations.reduce((sum, { id, unread }) => (id === conversation.id ? sum : sum + unread), 0);
  return (
    <main class="conversation" id="conversation">
      <header class="conversation-head">
        <button type="button" class="icon-button to-list" aria-label={words('show-conversations')} onClick={() => app.open(null)}>
          <Icon name="back" class="mirrored" />
          {elsewhere > 0 && <span class="spot" />}
        </button>
        <ConversationIcon conversation={conversation} />
        <div class="conversation-name">
          <h2 class="name" dir="auto">
            {conversation.title}
          </h2>
          <p class="hint">{about(conversation, words)}</p>
        </div>
      </header>
      <TimelinePart
        conversation={conversation}
        timeline={state.timelines[conversation.id]}
        outbox={state.outbox.filter((outgoing) => outgoing.conversation === conversation.id && outgoing.thread === null)}
        me={chat.reader.user}
        reveal={state.reveal}
        older={() => app.older(conversation.id)}
      />
      <Composer
        conversation={conversation.id}
        thread={null}
        label={words.label('write-to', { place: conversation.title })}
        commands={chat.commands}
        user={chat.reader.user}
      />
    </main>
  );
}

function about(conversation: ConversationView, words: ReturnType<typeof useApp>['words']): string {
  switch (conversation.kind) {
    case 'direct':
      return words('only-you-two');
    case 'channel':
      return words(conversation.private ? 'private-channel' : 'everyone-here');
    case 'group':
      return words('with', {
        people: conversation.people.map((name) => `\u2068${name}\u2069`).join(words.language === 'en' ? ', ' : '، '),
      });
    default:
      return conversation.kind satisfies never;
  }
}
